import { arnOf } from '../commands/arn-of.js';
import { names } from '../names.js';

/** What chapter 1's stack has put out under a key. */
const outputOf = (key: string): string => `$(aws cloudformation describe-stacks --stack-name ${names.stack} --query "Stacks[0].Outputs[?OutputKey=='${key}'].OutputValue" --output text)`;

/** Commands that show the cause; the answers of every table end with one of them. */
export const toType = {
  log: `aws logs tail ${names.logGroup} --since 30m`,
  events: `aws ecs describe-services --cluster ${names.cluster} --services ${names.service} --query 'services[0].events[:5].message'`,
  stoppedTasks: `aws ecs list-tasks --cluster ${names.cluster} --desired-status STOPPED`,
  pushedTags: `aws ecr list-images --repository-name ${names.repository}`,
  taskDefinition: `aws ecs describe-task-definition --task-definition ${names.taskFamily}`,
  endpoints: "aws ec2 describe-vpc-endpoints --query 'VpcEndpoints[].[ServiceName,State]' --output text",
  securityGroup: `aws ec2 describe-security-groups --filters Name=group-name,Values=${names.webSecurityGroup}`,
  targets: `aws elbv2 describe-target-health --target-group-arn "${arnOf.targetGroup}"`,
  healthPath: `aws elbv2 modify-target-group --target-group-arn "${arnOf.targetGroup}" --health-check-path /`,
  deleteListener: `aws elbv2 delete-listener --listener-arn $(aws elbv2 describe-listeners --load-balancer-arn ${arnOf.loadBalancer} --query 'Listeners[0].ListenerArn' --output text)`,
  redeploy: `aws ecs update-service --cluster ${names.cluster} --service ${names.service} --task-definition ${names.taskFamily} --force-new-deployment`,
  moveService: `aws ecs update-service --cluster ${names.cluster} --service ${names.service} --force-new-deployment --network-configuration "awsvpcConfiguration={subnets=[${outputOf('PrivateSubnetIds')}],securityGroups=[${outputOf('WebSecurityGroupId')}],assignPublicIp=DISABLED}"`,
  executionRole: `aws iam list-attached-role-policies --role-name ${names.executionRole}`,
  stackEvents: `aws cloudformation describe-stack-events --stack-name ${names.stack} --query "StackEvents[?ends_with(ResourceStatus,'FAILED')].[LogicalResourceId,ResourceStatusReason]" --output text`,
  deleteStack: 'boyacky-lab cleanup',
} as const;
