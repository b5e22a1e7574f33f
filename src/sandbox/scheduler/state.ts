import type { Collection, Store } from '../store/store.js';
import type { Cluster, DeploymentRecord, Service, ServiceEvent, Task, TaskDefinition } from './model.js';

/** What ECS remembers. Clusters by name; task definitions, services and tasks by ARN. */
export interface EcsState {
  readonly clusters: Collection<Cluster>;
  readonly taskDefinitions: Collection<TaskDefinition>;
  /** The last revision of each family, deleted ones too: numbers are never used again. */
  readonly families: Collection<{ readonly lastRevision: number }>;
  readonly services: Collection<Service>;
  /** Newest first, at most 100, by the service's ARN. */
  readonly events: Collection<{ readonly events: readonly ServiceEvent[] }>;
  /** By the ARN of the service deployment. */
  readonly deploymentRecords: Collection<DeploymentRecord>;
  readonly tasks: Collection<Task>;
  readonly accountSettings: Collection<{ readonly value: string }>;
  /** What a client token of RunTask started. */
  readonly clientTokens: Collection<{ readonly request: string; readonly taskArns: readonly string[]; readonly at: number }>;
}

export function createEcsState(store: Store): EcsState {
  return {
    clusters: store.collection('ecs.clusters'),
    taskDefinitions: store.collection('ecs.taskDefinitions'),
    families: store.collection('ecs.families'),
    services: store.collection('ecs.services'),
    events: store.collection('ecs.events'),
    deploymentRecords: store.collection('ecs.deploymentRecords'),
    tasks: store.collection('ecs.tasks'),
    accountSettings: store.collection('ecs.accountSettings'),
    clientTokens: store.collection('ecs.clientTokens'),
  };
}
