import type { Cluster as ClusterAnswer } from '@aws-sdk/client-ecs';
import type { Cluster } from '../scheduler/model.js';
import type { EcsState } from '../scheduler/state.js';
import { isPending, isRunning } from './task-counts.js';
import { tagList } from './tags.js';

/** `include` as in DescribeClusters. */
export function presentCluster(state: EcsState, cluster: Cluster, include: readonly string[] = []): ClusterAnswer {
  const tasks = state.tasks.values().filter(({ clusterArn }) => clusterArn === cluster.arn);
  const services = state.services.values().filter(({ clusterArn, status }) => clusterArn === cluster.arn && status === 'ACTIVE');
  const running = tasks.filter(isRunning).length;
  const pending = tasks.filter(isPending).length;
  const statistics = { runningFargateTasksCount: running, pendingFargateTasksCount: pending, activeFargateServiceCount: services.length };
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: cluster.status,
    registeredContainerInstancesCount: 0,
    runningTasksCount: running,
    pendingTasksCount: pending,
    activeServicesCount: services.length,
    statistics: include.includes('STATISTICS') ? Object.entries(statistics).map(([name, value]) => ({ name, value: String(value) })) : [],
    tags: include.includes('TAGS') ? tagList(cluster.tags) : [],
    settings: include.includes('SETTINGS') ? [...cluster.settings] : [],
    ...(include.includes('CONFIGURATIONS') && { configuration: cluster.configuration }),
    serviceConnectDefaults: cluster.serviceConnectDefaults,
    capacityProviders: [...cluster.capacityProviders],
    defaultCapacityProviderStrategy: [...cluster.defaultCapacityProviderStrategy],
  };
}
