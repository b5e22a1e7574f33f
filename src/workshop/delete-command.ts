import type { StepContext } from './types.js';

const commands: Readonly<Record<string, (id: string) => string>> = {
  stack: (id) => `aws cloudformation delete-stack --stack-name ${id}`,
  table: (id) => `aws dynamodb delete-table --table-name ${id}`,
  repository: (id) => `aws ecr delete-repository --repository-name ${id} --force`,
  cluster: (id) => `aws ecs delete-cluster --cluster ${id}`,
  service: (id) => `aws ecs delete-service --cluster ${id.split('/')[0] ?? ''} --service ${id.split('/')[1] ?? ''} --force`,
  role: (id) => `aws iam delete-role --role-name ${id}`,
  'task-definition': (id) => `aws ecs list-task-definitions --family-prefix ${id}`,
  'target-group': (id) => `aws elbv2 delete-target-group --target-group-arn "$(aws elbv2 describe-target-groups --names ${id} --query 'TargetGroups[0].TargetGroupArn' --output text)"`,
  'load-balancer': (id) => `aws elbv2 delete-load-balancer --load-balancer-arn "$(aws elbv2 describe-load-balancers --names ${id} --query 'LoadBalancers[0].LoadBalancerArn' --output text)"`,
  'log-group': (id) => `aws logs delete-log-group --log-group-name ${id}`,
  'security-group': (id) => `aws ec2 delete-security-group --group-id ${id}`,
  subnet: (id) => `aws ec2 delete-subnet --subnet-id ${id}`,
  'network-interface': (id) => `aws ec2 delete-network-interface --network-interface-id ${id}`,
};

/** What a person types to delete it, or, where that takes an ARN, to see it. */
export function deleteCommand({ kind, id }: { readonly kind: string; readonly id: string }, { engine }: Pick<StepContext, 'engine'>): string {
  if (kind === 'local-image') return `${engine.name === 'podman' ? 'podman' : 'docker'} image rm ${id}`;
  return commands[kind]?.(id) ?? `boyacky-lab status`;
}
