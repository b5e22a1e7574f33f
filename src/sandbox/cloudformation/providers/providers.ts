import { dynamodbTable } from './dynamodb-table.js';
import { ec2InternetGateway } from './ec2-internet-gateway.js';
import { ec2RouteTable } from './ec2-route-table.js';
import { ec2Route } from './ec2-route.js';
import { ec2SecurityGroupEgress, ec2SecurityGroupIngress } from './ec2-security-group-rule.js';
import { ec2SecurityGroup } from './ec2-security-group.js';
import { ec2SubnetRouteTableAssociation } from './ec2-subnet-route-table-association.js';
import { ec2Subnet } from './ec2-subnet.js';
import { ec2VpcEndpoint } from './ec2-vpc-endpoint.js';
import { ec2VpcGatewayAttachment } from './ec2-vpc-gateway-attachment.js';
import { ec2Vpc } from './ec2-vpc.js';
import { ecrRepository } from './ecr-repository.js';
import { ecsCluster } from './ecs-cluster.js';
import { ecsService } from './ecs-service.js';
import { ecsTaskDefinition } from './ecs-task-definition.js';
import { elbv2ListenerRule } from './elbv2-listener-rule.js';
import { elbv2Listener } from './elbv2-listener.js';
import { elbv2LoadBalancer } from './elbv2-load-balancer.js';
import { elbv2TargetGroup } from './elbv2-target-group.js';
import { iamManagedPolicy } from './iam-managed-policy.js';
import { iamPolicy } from './iam-policy.js';
import { iamRole } from './iam-role.js';
import { logsLogGroup } from './logs-log-group.js';
import type { Provider } from './provider.js';

const all: readonly Provider[] = [
  dynamodbTable,
  ec2InternetGateway,
  ec2Route,
  ec2RouteTable,
  ec2SecurityGroup,
  ec2SecurityGroupEgress,
  ec2SecurityGroupIngress,
  ec2Subnet,
  ec2SubnetRouteTableAssociation,
  ec2Vpc,
  ec2VpcEndpoint,
  ec2VpcGatewayAttachment,
  ecrRepository,
  ecsCluster,
  ecsService,
  ecsTaskDefinition,
  elbv2Listener,
  elbv2ListenerRule,
  elbv2LoadBalancer,
  elbv2TargetGroup,
  iamManagedPolicy,
  iamPolicy,
  iamRole,
  logsLogGroup,
];

/** The resource types that stacks can be made of, by name. */
export const providers: ReadonlyMap<string, Provider> = new Map(all.map((provider) => [provider.type, provider]));
