import type { DeleteServiceCommandInput, DeleteServiceCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import type { Ecs } from '../ecs.js';
import { invalidParameter, serviceNotActive } from '../errors.js';
import { findCluster, findService } from '../find.js';
import { presentService } from '../present-service.js';

/** ACTIVE → DRAINING; the scheduler lets its tasks go and makes it INACTIVE. */
export function deleteService(ecs: Ecs): Handler<DeleteServiceCommandInput, DeleteServiceCommandOutput> {
  return ({ cluster, service: reference = '', force }) => {
    const { state, scheduler } = ecs;
    const service = findService(ecs, findCluster(ecs, cluster), reference);
    if (service.status === 'INACTIVE') throw serviceNotActive();
    if (!force && service.desiredCount > 0) throw invalidParameter('The service cannot be stopped while it is scaled above 0.');
    const draining = state.services.update(service.arn, { status: 'DRAINING', desiredCount: 0, steadySince: undefined });
    scheduler.wake(service.arn);
    return { service: presentService(state, draining, ['TAGS']) };
  };
}
