/** A role that belongs to a service: its name, what it may do, who assumes it. */
export interface ServiceLinkedRole {
  readonly service: string;
  readonly roleName: string;
  readonly policyArn: string;
  readonly description: string;
  /** What must be gone before AWS lets the role be deleted. */
  readonly inUse?: { readonly service: 'ecs' | 'elbv2'; readonly operation: string; readonly list: string };
}

const serviceLinkedRoles: readonly ServiceLinkedRole[] = [
  {
    service: 'ecs.amazonaws.com',
    roleName: 'AWSServiceRoleForECS',
    policyArn: 'arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy',
    description: 'Role to enable Amazon ECS to manage your cluster.',
    inUse: { service: 'ecs', operation: 'ListClusters', list: 'clusterArns' },
  },
  {
    service: 'elasticloadbalancing.amazonaws.com',
    roleName: 'AWSServiceRoleForElasticLoadBalancing',
    policyArn: 'arn:aws:iam::aws:policy/aws-service-role/AWSElasticLoadBalancingServiceRolePolicy',
    description: 'Allows ELB to call AWS services on your behalf.',
    inUse: { service: 'elbv2', operation: 'DescribeLoadBalancers', list: 'LoadBalancers' },
  },
  {
    service: 'replication.dynamodb.amazonaws.com',
    roleName: 'AWSServiceRoleForDynamoDBReplication',
    policyArn: 'arn:aws:iam::aws:policy/aws-service-role/DynamoDBReplicationServiceRolePolicy',
    description: 'Allows DynamoDB to replicate tables across regions.',
  },
];

export function serviceLinkedRoleOf(by: { service: string } | { roleName: string }): ServiceLinkedRole | undefined {
  return serviceLinkedRoles.find((role) => ('service' in by ? role.service === by.service : role.roleName === by.roleName));
}
