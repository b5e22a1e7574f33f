import type { StoredPolicy } from './model.js';

interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly description: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: string;
  readonly statements: readonly object[];
}

const allow = (Action: readonly string[], extra: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...extra });

const passRoleTo = (...services: string[]) => ({
  Effect: 'Allow',
  Action: ['iam:PassRole'],
  Resource: '*',
  Condition: { StringLike: { 'iam:PassedToService': services } },
});

/**
 * The managed policies of AWS that the course and its neighbourhood use. The execution role's policy is AWS's own
 * document; AmazonDynamoDBFullAccess, AmazonECS_FullAccess, ReadOnlyAccess and the service-linked ones are cut down
 * to the services that the sandbox knows.
 */
const managedPolicies: readonly ManagedPolicy[] = [
  {
    name: 'AmazonECSTaskExecutionRolePolicy',
    path: '/service-role/',
    id: 'ANPAJG4T4G4PV56DE72PY',
    description: 'Provides access to other AWS service resources that are required to run Amazon ECS tasks',
    createdAt: '2017-11-16T18:48:22Z',
    updatedAt: '2017-11-16T18:48:22Z',
    version: 'v1',
    statements: [
      allow([
        'ecr:GetAuthorizationToken',
        'ecr:BatchCheckLayerAvailability',
        'ecr:GetDownloadUrlForLayer',
        'ecr:BatchGetImage',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
      ]),
    ],
  },
  {
    name: 'AmazonDynamoDBFullAccess',
    path: '/',
    id: 'ANPAINUGF2JSOSUY76KYA',
    description: 'Provides full access to Amazon DynamoDB via the AWS Management Console.',
    createdAt: '2015-02-06T18:40:11Z',
    updatedAt: '2021-01-29T17:38:30Z',
    version: 'v15',
    statements: [
      allow([
        'dynamodb:*',
        'dax:*',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:GetMetricStatistics',
        'cloudwatch:ListMetrics',
        'cloudwatch:PutMetricAlarm',
        'ec2:DescribeVpcs',
        'ec2:DescribeSubnets',
        'ec2:DescribeSecurityGroups',
        'iam:GetRole',
        'iam:ListRoles',
        'kms:DescribeKey',
        'kms:ListAliases',
        'resource-groups:ListGroups',
        'tag:GetResources',
      ]),
      passRoleTo('application-autoscaling.amazonaws.com', 'application-autoscaling.amazonaws.com.cn', 'dax.amazonaws.com'),
    ],
  },
  {
    name: 'AmazonECS_FullAccess',
    path: '/',
    id: 'ANPAJALOYVTPDZEMIACSM',
    description:
      'Provides administrative access to Amazon ECS resources and enables ECS features through access to other AWS service resources.',
    createdAt: '2017-11-07T21:36:54Z',
    updatedAt: '2022-08-04T21:12:22Z',
    version: 'v20',
    statements: [
      allow([
        'ecs:*',
        'application-autoscaling:*',
        'cloudformation:CreateStack',
        'cloudformation:DeleteStack',
        'cloudformation:DescribeStack*',
        'cloudformation:UpdateStack',
        'ec2:CreateSecurityGroup',
        'ec2:Describe*',
        'elasticloadbalancing:*',
        'iam:ListAttachedRolePolicies',
        'iam:ListInstanceProfiles',
        'iam:ListRoles',
        'logs:CreateLogGroup',
        'logs:DescribeLogGroups',
        'logs:FilterLogEvents',
      ]),
      passRoleTo('ecs-tasks.amazonaws.com'),
    ],
  },
  {
    name: 'AdministratorAccess',
    path: '/',
    id: 'ANPAIWMBCKSKIEE64ZLYK',
    description: 'Provides full access to AWS services and resources.',
    createdAt: '2015-02-06T18:39:46Z',
    updatedAt: '2015-02-06T18:39:46Z',
    version: 'v1',
    statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  },
  {
    name: 'ReadOnlyAccess',
    path: '/',
    id: 'ANPAILL3HVNFSB6DCOWYQ',
    description: 'Provides read-only access to AWS services and resources.',
    createdAt: '2015-02-06T18:39:48Z',
    updatedAt: '2023-02-01T00:00:00Z',
    version: 'v100',
    statements: [
      allow([
        'cloudformation:Describe*',
        'cloudformation:Get*',
        'cloudformation:List*',
        'dynamodb:BatchGetItem',
        'dynamodb:Describe*',
        'dynamodb:GetItem',
        'dynamodb:List*',
        'dynamodb:Query',
        'dynamodb:Scan',
        'ec2:Describe*',
        'ecr:BatchCheck*',
        'ecr:BatchGet*',
        'ecr:Describe*',
        'ecr:Get*',
        'ecr:List*',
        'ecs:Describe*',
        'ecs:List*',
        'elasticloadbalancing:Describe*',
        'iam:Get*',
        'iam:List*',
        'iam:Simulate*',
        'logs:Describe*',
        'logs:FilterLogEvents',
        'logs:Get*',
        'logs:List*',
        'sts:GetCallerIdentity',
        'tag:Get*',
      ]),
    ],
  },
  {
    name: 'AmazonECSServiceRolePolicy',
    path: '/aws-service-role/',
    id: 'ANPAJVBTDDJ3SM7Q2GLNI',
    description: 'Policy to enable Amazon ECS to manage your cluster.',
    createdAt: '2017-10-14T01:18:58Z',
    updatedAt: '2023-12-04T19:32:24Z',
    version: 'v11',
    statements: [
      allow([
        'ec2:AttachNetworkInterface',
        'ec2:CreateNetworkInterface',
        'ec2:CreateNetworkInterfacePermission',
        'ec2:DeleteNetworkInterface',
        'ec2:DeleteNetworkInterfacePermission',
        'ec2:Describe*',
        'ec2:DetachNetworkInterface',
        'elasticloadbalancing:DeregisterInstancesFromLoadBalancer',
        'elasticloadbalancing:DeregisterTargets',
        'elasticloadbalancing:Describe*',
        'elasticloadbalancing:RegisterInstancesWithLoadBalancer',
        'elasticloadbalancing:RegisterTargets',
      ]),
    ],
  },
  {
    name: 'AWSElasticLoadBalancingServiceRolePolicy',
    path: '/aws-service-role/',
    id: 'ANPAIMHWGGSRHLOQUICJQ',
    description: 'Service Linked Role Policy for AWS Elastic Load Balancing Control Plane',
    createdAt: '2017-09-19T22:19:04Z',
    updatedAt: '2021-08-26T19:01:49Z',
    version: 'v7',
    statements: [
      allow([
        'ec2:AttachNetworkInterface',
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:Describe*',
        'ec2:DetachNetworkInterface',
        'ec2:ModifyNetworkInterfaceAttribute',
      ]),
    ],
  },
  {
    name: 'DynamoDBReplicationServiceRolePolicy',
    path: '/aws-service-role/',
    id: 'ANPAJCUNRXL4BWASNJED2',
    description: 'Permissions required by DynamoDB for cross-region data replication',
    createdAt: '2017-11-09T23:55:34Z',
    updatedAt: '2024-01-08T18:07:23Z',
    version: 'v8',
    statements: [allow(['dynamodb:*'])],
  },
];

/** The same shape as the account's own policies, so that every reading operation serves both. */
export const awsManagedPolicies: ReadonlyMap<string, StoredPolicy> = new Map(
  managedPolicies.map((policy) => [`arn:aws:iam::aws:policy${policy.path}${policy.name}`, toStored(policy)]),
);

function toStored({ name, path, id, description, createdAt, updatedAt, version, statements }: ManagedPolicy): StoredPolicy {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 4);
  return {
    policyName: name,
    policyId: id,
    path,
    arn: `arn:aws:iam::aws:policy${path}${name}`,
    description,
    createdAt: Date.parse(createdAt),
    updatedAt: Date.parse(updatedAt),
    tags: {},
    defaultVersionId: version,
    versions: [{ versionId: version, document, createdAt: Date.parse(updatedAt) }],
    versionsEverMade: 1,
  };
}
