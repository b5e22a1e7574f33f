import type { DeleteTaskDefinitionsCommandInput, DeleteTaskDefinitionsCommandOutput, Failure, TaskDefinition } from '@aws-sdk/client-ecs';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { lastPart } from '../arn.js';
import type { Ecs } from '../ecs.js';
import { clientError, invalidParameter } from '../errors.js';
import { findTaskDefinition } from '../find.js';
import { presentTaskDefinition } from '../present-task-definition.js';

const stillActive = 'The specified task definition is still in ACTIVE status. Please deregister the target and try again.';

/** Only INACTIVE revisions; they are DELETE_IN_PROGRESS until no service or task refers to them. */
export function deleteTaskDefinitions(ecs: Ecs): Handler<DeleteTaskDefinitionsCommandInput, DeleteTaskDefinitionsCommandOutput> {
  return ({ taskDefinitions: references = [] }) => {
    if (references.length > 10) throw invalidParameter('Maximum number of task definitions to delete in one call is 10.');
    const taskDefinitions: TaskDefinition[] = [];
    const failures: Failure[] = [];
    for (const reference of references) {
      try {
        if (!lastPart(reference).includes(':')) throw clientError('Invalid revision number. Number: null');
        const found = findTaskDefinition(ecs, reference);
        if (found.status === 'ACTIVE') throw clientError(stillActive);
        const at = { status: 'DELETE_IN_PROGRESS', deleteRequestedAt: found.deleteRequestedAt ?? ecs.context.clock.now() } as const;
        taskDefinitions.push(presentTaskDefinition(ecs.state.taskDefinitions.update(found.arn, at)));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        failures.push({ arn: reference, reason: error.message });
      }
    }
    return { taskDefinitions, failures };
  };
}
