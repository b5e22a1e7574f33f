import type { Cluster, Service, Task, TaskDefinition } from '../scheduler/model.js';
import { ecsArn, lastPart } from './arn.js';
import type { Ecs } from './ecs.js';
import { clientError, clusterNotFound, invalidParameter, serviceNotFound, unknownTaskDefinition } from './errors.js';

/** By name or ARN; without one the cluster "default". Throws ClusterNotFoundException unless it is ACTIVE. */
export function findCluster(ecs: Ecs, reference = 'default'): Cluster {
  const cluster = ecs.state.clusters.get(clusterNameOf(ecs, reference));
  if (cluster?.status !== 'ACTIVE') throw clusterNotFound();
  return cluster;
}

/** The name in a reference to a cluster; an ARN of another account or region names none. */
export function clusterNameOf({ context }: Ecs, reference: string): string {
  const name = lastPart(reference);
  return !reference.startsWith('arn:') || reference === ecsArn(context, `cluster/${name}`) ? name : '';
}

/** In any status; undefined when there never was one, or none any more. */
export function lookUpService({ context, state }: Ecs, cluster: Cluster, reference: string): Service | undefined {
  const arn = ecsArn(context, `service/${cluster.name}/${lastPart(reference)}`);
  // The short format of before 2018 has no cluster in it.
  const known = !reference.startsWith('arn:') || [arn, ecsArn(context, `service/${lastPart(reference)}`)].includes(reference);
  return known ? state.services.get(arn) : undefined;
}

/** Throws ServiceNotFoundException. */
export function findService(ecs: Ecs, cluster: Cluster, reference: string): Service {
  const service = lookUpService(ecs, cluster, reference);
  if (!service) throw serviceNotFound();
  return service;
}

export function lookUpTask({ context, state }: Ecs, cluster: Cluster, reference: string): Task | undefined {
  const arn = ecsArn(context, `task/${cluster.name}/${lastPart(reference)}`);
  return !reference.startsWith('arn:') || reference === arn ? state.tasks.get(arn) : undefined;
}

/** "family" is its newest ACTIVE revision; else "family:revision" or an ARN. Throws ClientException. */
export function findTaskDefinition({ context, state }: Ecs, reference: string): TaskDefinition {
  const name = lastPart(reference);
  const [family = '', revision] = name.split(':');
  if (reference.startsWith('arn:') && reference !== ecsArn(context, `task-definition/${name}`)) throw unknownTaskDefinition();
  const found =
    revision === undefined
      ? state.taskDefinitions.values().findLast((each) => each.family === family && each.status === 'ACTIVE')
      : state.taskDefinitions.get(ecsArn(context, `task-definition/${name}`));
  if (revision !== undefined && !/^[1-9]\d*$/.test(revision)) throw clientError(`Invalid revision number. Number: ${revision}`);
  if (!found) throw unknownTaskDefinition();
  return found;
}

/** One that new tasks may be started from. Throws as `findTaskDefinition` does, and for an INACTIVE one. */
export function findUsableTaskDefinition(ecs: Ecs, reference: string | undefined): TaskDefinition {
  if (reference === undefined || reference === '') throw invalidParameter('TaskDefinition can not be blank.');
  const found = findTaskDefinition(ecs, reference);
  if (found.status !== 'ACTIVE') throw invalidParameter('TaskDefinition is inactive');
  return found;
}
