import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { ECRClient, paginateDescribeRepositories } from '@aws-sdk/client-ecr';
import { ECSClient, paginateListClusters, paginateListServices, paginateListTaskDefinitionFamilies } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client, paginateDescribeLoadBalancers, paginateDescribeTargetGroups } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import { orUndefined } from './aws-failure.js';
import { createSender, type ClientConfig } from './sender.js';

/** Kinds of things whose names can be listed; of services: those of one cluster. */
export type ListedKind = 'stack' | 'table' | 'repository' | 'cluster' | 'role' | 'task-definition' | 'target-group' | 'load-balancer' | 'log-group';

/** The names of everything of a kind that the account has in the region, whoever made it. */
export interface Inventory {
  /** Of task definitions: the families. Roles of AWS's own services are left out. */
  names(kind: ListedKind): Promise<readonly string[]>;
  /** Empty when the cluster is not there. */
  servicesIn(cluster: string): Promise<readonly string[]>;
}

export function createInventory(config: ClientConfig): Inventory {
  const cloudformation = createSender('cloudformation', () => new CloudFormationClient(config));
  const dynamodb = createSender('dynamodb', () => new DynamoDBClient(config));
  const ecr = createSender('ecr', () => new ECRClient(config));
  const ecs = createSender('ecs', () => new ECSClient(config));
  const elb = createSender('elasticloadbalancing', () => new ElasticLoadBalancingV2Client(config));
  const iam = createSender('iam', () => new IAMClient(config));
  const logs = createSender('logs', () => new CloudWatchLogsClient(config));
  const lists: Readonly<Record<ListedKind, () => Promise<(string | undefined)[]>>> = {
    stack: () => cloudformation((client) => gather(paginateDescribeStacks({ client }, {}), ({ Stacks }) => Stacks?.map(({ StackName }) => StackName))),
    table: () => dynamodb((client) => gather(paginateListTables({ client }, {}), ({ TableNames }) => TableNames)),
    repository: () => ecr((client) => gather(paginateDescribeRepositories({ client }, {}), ({ repositories }) => repositories?.map(({ repositoryName }) => repositoryName))),
    cluster: () => ecs((client) => gather(paginateListClusters({ client }, {}), ({ clusterArns }) => clusterArns?.map(lastPart))),
    role: () =>
      iam((client) => gather(paginateListRoles({ client }, {}), ({ Roles }) => Roles?.filter(({ Path = '' }) => !Path.startsWith('/aws-service-role/')).map(({ RoleName }) => RoleName))),
    'task-definition': () => ecs((client) => gather(paginateListTaskDefinitionFamilies({ client }, { status: 'ACTIVE' }), ({ families }) => families)),
    'target-group': () => elb((client) => gather(paginateDescribeTargetGroups({ client }, {}), ({ TargetGroups }) => TargetGroups?.map(({ TargetGroupName }) => TargetGroupName))),
    'load-balancer': () => elb((client) => gather(paginateDescribeLoadBalancers({ client }, {}), ({ LoadBalancers }) => LoadBalancers?.map(({ LoadBalancerName }) => LoadBalancerName))),
    'log-group': () => logs((client) => gather(paginateDescribeLogGroups({ client }, {}), ({ logGroups }) => logGroups?.map(({ logGroupName }) => logGroupName))),
  };
  return {
    names: async (kind) => (await lists[kind]()).filter((name) => name !== undefined),
    servicesIn: async (cluster) => {
      const services = ecs((client) => gather(paginateListServices({ client }, { cluster }), ({ serviceArns }) => serviceArns?.map(lastPart)));
      return ((await orUndefined(services)) ?? []).filter((name) => name !== undefined);
    },
  };
}

async function gather<Page>(pages: AsyncIterable<Page>, read: (page: Page) => readonly (string | undefined)[] | undefined): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const page of pages) found.push(...(read(page) ?? []));
  return found;
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
