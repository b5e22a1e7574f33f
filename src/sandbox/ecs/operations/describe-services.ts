import type { DescribeServicesCommandInput, DescribeServicesCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import { ecsArn, lastPart } from '../arn.js';
import type { Ecs } from '../ecs.js';
import { invalidParameter } from '../errors.js';
import { findCluster, lookUpService } from '../find.js';
import { presentService } from '../present-service.js';

export function describeServices(ecs: Ecs): Handler<DescribeServicesCommandInput, DescribeServicesCommandOutput> {
  return ({ cluster: clusterReference, services: references = [], include }) => {
    const cluster = findCluster(ecs, clusterReference);
    if (references.length === 0) throw invalidParameter('Services cannot be empty.');
    if (references.length > 10) throw invalidParameter('Maximum number of services to describe in one call is 10.');
    const found = references.map((reference) => ({ reference, service: lookUpService(ecs, cluster, reference) }));
    return {
      services: found.flatMap(({ service }) => (service ? [presentService(ecs.state, service, include)] : [])),
      failures: found.flatMap(({ reference, service }) =>
        service ? [] : [{ arn: reference.startsWith('arn:') ? reference : ecsArn(ecs.context, `service/${cluster.name}/${lastPart(reference)}`), reason: 'MISSING' }],
      ),
    };
  };
}
