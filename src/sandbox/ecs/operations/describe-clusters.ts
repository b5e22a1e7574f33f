import type { DescribeClustersCommandInput, DescribeClustersCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import { ecsArn, lastPart } from '../arn.js';
import type { Ecs } from '../ecs.js';
import { clusterNameOf } from '../find.js';
import { presentCluster } from '../present-cluster.js';

export function describeClusters(ecs: Ecs): Handler<DescribeClustersCommandInput, DescribeClustersCommandOutput> {
  return ({ clusters, include }) => {
    const references = clusters && clusters.length > 0 ? clusters : ['default'];
    const found = references.map((reference) => ({ reference, cluster: ecs.state.clusters.get(clusterNameOf(ecs, reference)) }));
    return {
      clusters: found.flatMap(({ cluster }) => (cluster ? [presentCluster(ecs.state, cluster, include)] : [])),
      failures: found.flatMap(({ reference, cluster }) =>
        cluster ? [] : [{ arn: reference.startsWith('arn:') ? reference : ecsArn(ecs.context, `cluster/${lastPart(reference)}`), reason: 'MISSING' }],
      ),
    };
  };
}
