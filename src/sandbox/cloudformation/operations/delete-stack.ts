import type { DeleteStackCommandInput, DeleteStackCommandOutput } from '@aws-sdk/client-cloudformation';
import type { Handler } from '../../service.js';
import type { Cloudformation } from '../cloudformation.js';
import { validationError } from '../errors.js';
import type { StackRecord } from '../model.js';
import { importersOf } from './exports.js';

/** Deletes in the background, whatever state the stack is in; a stack that is not there is deleted already. */
export function deleteStack(cloudformation: Cloudformation): Handler<DeleteStackCommandInput, DeleteStackCommandOutput> {
  const { stacks, engine } = cloudformation;
  return (input) => {
    const nameOrId = input.StackName ?? '';
    const stack = nameOrId.startsWith('arn:') ? stacks.stacks.get(nameOrId) : stacks.findByName(nameOrId);
    if (!stack || stack.status === 'DELETE_COMPLETE') return {};
    refuse(cloudformation, stack, input.RetainResources ?? []);
    if (stack.status === 'DELETE_IN_PROGRESS') return {};
    const force = input.DeletionMode === 'FORCE_DELETE_STACK';
    stacks.update(stack.id, { deletion: { retain: input.RetainResources ?? [], force }, clientRequestToken: input.ClientRequestToken });
    stacks.setStatus(stack.id, 'DELETE_IN_PROGRESS', 'User Initiated');
    engine.launch(stack.id);
    return {};
  };
}

function refuse(cloudformation: Cloudformation, stack: StackRecord, retain: readonly string[]): void {
  if (stack.terminationProtection) throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  if (retain.length > 0 && stack.status !== 'DELETE_FAILED') {
    throw validationError(`Invalid operation on stack [${stack.id}]. Resources can be retained only while the stack is in DELETE_FAILED state`);
  }
  const strange = retain.find((id) => !cloudformation.stacks.resource(stack.id, id));
  if (strange !== undefined) throw validationError(`The specified resources to retain must exist in the stack: [${strange}]`);
  for (const { exportName } of stack.outputs) {
    const [importer] = exportName === undefined ? [] : importersOf(cloudformation, exportName);
    if (exportName !== undefined && importer) throw validationError(`Export ${exportName} cannot be deleted as it is in use by ${importer.name}`);
  }
}
