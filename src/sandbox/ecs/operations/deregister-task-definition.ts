import type { DeregisterTaskDefinitionCommandInput, DeregisterTaskDefinitionCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import { lastPart } from '../arn.js';
import type { Ecs } from '../ecs.js';
import { clientError } from '../errors.js';
import { findTaskDefinition } from '../find.js';
import { presentTaskDefinition } from '../present-task-definition.js';

/** The revision becomes INACTIVE; services that run it go on. */
export function deregisterTaskDefinition(ecs: Ecs): Handler<DeregisterTaskDefinitionCommandInput, DeregisterTaskDefinitionCommandOutput> {
  return ({ taskDefinition: reference = '' }) => {
    if (!lastPart(reference).includes(':')) throw clientError('Invalid revision number. Number: null');
    const found = findTaskDefinition(ecs, reference);
    if (found.status !== 'ACTIVE') return { taskDefinition: presentTaskDefinition(found) };
    const changed = ecs.state.taskDefinitions.update(found.arn, { status: 'INACTIVE', deregisteredAt: ecs.context.clock.now() });
    return { taskDefinition: presentTaskDefinition(changed) };
  };
}
