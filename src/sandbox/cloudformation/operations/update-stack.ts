import { isDeepStrictEqual } from 'node:util';
import type { UpdateStackCommandInput, UpdateStackCommandOutput } from '@aws-sdk/client-cloudformation';
import type { Handler } from '../../service.js';
import type { Cloudformation } from '../cloudformation.js';
import { blueprintOf, resourcesOf } from '../engine/blueprint-of.js';
import { isGone, planChanges } from '../engine/plan-changes.js';
import { notInSandbox, validationError } from '../errors.js';
import type { PlannedChange, StackDefinition, StackRecord } from '../model.js';
import { noResourcesYet, type Blueprint } from '../template/blueprint.js';
import { stackDefinition } from './stack-definition.js';

const updatable = /^(CREATE_COMPLETE|UPDATE_COMPLETE|UPDATE_ROLLBACK_COMPLETE)$/;

/** Compares what is with what is wanted; changes run in the background. */
export function updateStack(cloudformation: Cloudformation): Handler<UpdateStackCommandInput, UpdateStackCommandOutput> {
  return (input) => {
    const stack = cloudformation.stacks.find(input.StackName ?? '');
    refuseUnlessUpdatable(stack);
    if (input.DisableRollback) throw notInSandbox('DisableRollback on updates');
    if (input.RollbackConfiguration?.RollbackTriggers?.length) throw notInSandbox('rollback triggers');
    const definition = stackDefinition(cloudformation, input, stack.definition);
    if (changesTo(cloudformation, stack, definition) === undefined) throw validationError('No updates are to be performed.');
    beginUpdate(cloudformation, stack, definition, input.ClientRequestToken);
    return { StackId: stack.id };
  };
}

export function refuseUnlessUpdatable({ id, status }: StackRecord): void {
  if (!updatable.test(status)) throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
}

export function beginUpdate({ context, stacks, engine }: Cloudformation, stack: StackRecord, definition: StackDefinition, clientRequestToken?: string): void {
  stacks.update(stack.id, { definition, previous: stack.definition, updatedAt: context.clock.now(), clientRequestToken });
  stacks.setStatus(stack.id, 'UPDATE_IN_PROGRESS', 'User Initiated');
  engine.launch(stack.id);
}

/** What an update would do; undefined when there is nothing to do. An empty list: only outputs or tags change. */
export function changesTo(cloudformation: Cloudformation, stack: StackRecord, definition: StackDefinition): PlannedChange[] | undefined {
  const { stacks, providers } = cloudformation;
  const blueprint = blueprintOf(cloudformation, stack, definition);
  const changes = planChanges(blueprint, stacks.resources(stack.id), definition.tags, providers);
  if (changes.length > 0) return changes;
  const isSame =
    isDeepStrictEqual(definition.tags, stack.definition.tags) &&
    isDeepStrictEqual(outputs(cloudformation, stack, blueprint), outputs(cloudformation, stack, blueprintOf(cloudformation, stack, stack.definition)));
  return isSame ? undefined : [];
}

function outputs({ stacks }: Cloudformation, stack: StackRecord, blueprint: Blueprint): unknown {
  const isThere = [...blueprint.resources.keys()].every((id) => stacks.resources(stack.id).some((record) => record.logicalId === id && !isGone(record)));
  const resources = isThere ? resourcesOf(stacks, stack.id) : noResourcesYet;
  return [...blueprint.outputs].map(([key, { value, exportName, description }]) => [
    key,
    description,
    blueprint.evaluate([value, exportName], resources),
  ]);
}
