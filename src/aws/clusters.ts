import { CreateClusterCommand, DeleteClusterCommand, DescribeClustersCommand, ECSClient } from '@aws-sdk/client-ecs';
import { orUndefined } from './aws-failure.js';
import { createSender, type ClientConfig } from './sender.js';

export interface Cluster {
  readonly name: string;
  readonly arn: string;
  /** "ACTIVE", "PROVISIONING", "DEPROVISIONING", "FAILED", "INACTIVE" */
  readonly status: string;
  readonly capacityProviders: readonly string[];
  readonly runningTasks: number;
  readonly activeServices: number;
}

export interface Clusters {
  /** INACTIVE ones too: they stay visible for a while. */
  find(name: string): Promise<Cluster | undefined>;
  create(request: { name: string; tags: Record<string, string> }): Promise<Cluster>;
  delete(name: string): Promise<void>;
}

export function createClusters(config: ClientConfig): Clusters {
  const ecs = createSender('ecs', () => new ECSClient(config));
  return {
    find: async (name) => {
      const { clusters } = await ecs((client) => client.send(new DescribeClustersCommand({ clusters: [name] })));
      return clusters?.[0] && readCluster(clusters[0]);
    },
    create: async ({ name, tags }) => {
      const { cluster } = await ecs((client) =>
        client.send(
          new CreateClusterCommand({
            clusterName: name,
            capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
            tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
          }),
        ),
      );
      return readCluster(cluster ?? {});
    },
    delete: async (name) => {
      await orUndefined(ecs((client) => client.send(new DeleteClusterCommand({ cluster: name }))));
    },
  };
}

function readCluster(cluster: {
  clusterName?: string;
  clusterArn?: string;
  status?: string;
  capacityProviders?: string[];
  runningTasksCount?: number;
  activeServicesCount?: number;
}): Cluster {
  return {
    name: cluster.clusterName ?? '',
    arn: cluster.clusterArn ?? '',
    status: cluster.status ?? '',
    capacityProviders: cluster.capacityProviders ?? [],
    runningTasks: cluster.runningTasksCount ?? 0,
    activeServices: cluster.activeServicesCount ?? 0,
  };
}
