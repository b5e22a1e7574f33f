import type { DeleteClusterCommandInput, DeleteClusterCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import type { Ecs } from '../ecs.js';
import { clusterContainsServices, clusterContainsTasks } from '../errors.js';
import { findCluster } from '../find.js';
import { presentCluster } from '../present-cluster.js';

/** The cluster becomes INACTIVE and can still be described. */
export function deleteCluster(ecs: Ecs): Handler<DeleteClusterCommandInput, DeleteClusterCommandOutput> {
  return ({ cluster: reference }) => {
    const { state } = ecs;
    const { arn, name } = findCluster(ecs, reference);
    if (state.services.values().some(({ clusterArn, status }) => clusterArn === arn && status !== 'INACTIVE')) throw clusterContainsServices();
    if (state.tasks.values().some(({ clusterArn, lastStatus }) => clusterArn === arn && lastStatus !== 'STOPPED')) throw clusterContainsTasks();
    return { cluster: presentCluster(state, state.clusters.update(name, { status: 'INACTIVE' })) };
  };
}
