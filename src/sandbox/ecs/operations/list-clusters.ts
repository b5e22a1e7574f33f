import type { ListClustersCommandInput, ListClustersCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import type { Ecs } from '../ecs.js';
import { pageOf } from '../page.js';

export function listClusters({ state }: Ecs): Handler<ListClustersCommandInput, ListClustersCommandOutput> {
  return (input) => {
    const active = state.clusters.values().filter(({ status }) => status === 'ACTIVE');
    const { items: clusterArns, nextToken } = pageOf(active.map(({ arn }) => arn), input);
    return { clusterArns, nextToken };
  };
}
