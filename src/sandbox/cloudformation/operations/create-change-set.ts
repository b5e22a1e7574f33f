import type { CreateChangeSetCommandInput, CreateChangeSetCommandOutput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { newChangeSetId, newStackId } from '../arn.js';
import type { Cloudformation } from '../cloudformation.js';
import { blueprintOf } from '../engine/blueprint-of.js';
import { inOrder } from '../engine/plan-changes.js';
import { notInSandbox, validationError } from '../errors.js';
import type { ChangeSetRecord, PlannedChange, StackDefinition, StackRecord } from '../model.js';
import { checkStackName, stackDefinition } from './stack-definition.js';
import { changesTo, refuseUnlessUpdatable } from './update-stack.js';

const nothingChanges = "The submitted information didn't contain changes. Submit different information to create a change set.";

/** Works out what would change, without changing it; for a new stack the stack waits in REVIEW_IN_PROGRESS. */
export function createChangeSet(cloudformation: Cloudformation): Handler<CreateChangeSetCommandInput, CreateChangeSetCommandOutput> {
  const { context, stacks } = cloudformation;
  return (input) => {
    const type = input.ChangeSetType ?? 'UPDATE';
    if (type !== 'CREATE' && type !== 'UPDATE') throw notInSandbox(`change sets of type ${type}`);
    if (input.IncludeNestedStacks) throw notInSandbox('nested stacks');
    const name = input.ChangeSetName ?? '';
    const stackName = input.StackName ?? '';
    const existing = type === 'CREATE' ? stacks.findByName(stackName) : stacks.find(stackName);
    if (type === 'CREATE' && existing && existing.status !== 'REVIEW_IN_PROGRESS') {
      throw validationError(`Stack [${stackName}] already exists and cannot be created again with the changeSet [${name}].`);
    }
    if (type === 'UPDATE' && existing) refuseUnlessUpdatable(existing);
    const definition = stackDefinition(cloudformation, input, type === 'UPDATE' ? existing?.definition : undefined);
    if (existing && stacks.changeSets.values().some((other) => other.stackId === existing.id && other.name === name)) {
      throw new AwsError('AlreadyExistsException', `ChangeSet ${name} cannot be created because it already exists`);
    }
    const stack = existing ?? newStack(cloudformation, stackName, definition);
    const changes = type === 'CREATE' ? additions(cloudformation, stack, definition) : changesTo(cloudformation, stack, definition);
    if (!existing) {
      stacks.stacks.set(stack.id, stack);
      stacks.setStatus(stack.id, 'REVIEW_IN_PROGRESS', 'User Initiated');
    }
    const changeSet: ChangeSetRecord = {
      id: newChangeSetId(context.account, name),
      name,
      stackId: stack.id,
      stackName: stack.name,
      type,
      description: input.Description,
      definition,
      status: changes === undefined ? 'FAILED' : 'CREATE_COMPLETE',
      statusReason: changes === undefined ? nothingChanges : undefined,
      executionStatus: changes === undefined ? 'UNAVAILABLE' : 'AVAILABLE',
      onFailure: input.OnStackFailure,
      changes: changes ?? [],
      createdAt: context.clock.now(),
    };
    stacks.changeSets.set(changeSet.id, changeSet);
    return { Id: changeSet.id, StackId: stack.id };
  };
}

function newStack({ context }: Cloudformation, name: string, definition: StackDefinition): StackRecord {
  checkStackName(name);
  return {
    id: newStackId(context.account, name),
    name,
    status: 'REVIEW_IN_PROGRESS',
    // Until it is executed the stack has nothing of its change set.
    definition: { ...definition, tags: {}, capabilities: [] },
    outputs: [],
    onFailure: 'ROLLBACK',
    retainExceptOnCreate: false,
    terminationProtection: false,
    createdAt: context.clock.now(),
  };
}

function additions(cloudformation: Cloudformation, stack: StackRecord, definition: StackDefinition): PlannedChange[] {
  const blueprint = blueprintOf(cloudformation, stack, definition);
  return inOrder(blueprint).map((logicalId) => ({ action: 'Add', logicalId, type: blueprint.resources.get(logicalId)?.type ?? '' }));
}
