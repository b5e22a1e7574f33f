import type { CreateStackCommandInput, CreateStackCommandOutput } from '@aws-sdk/client-cloudformation';
import type { Handler } from '../../service.js';
import { newStackId } from '../arn.js';
import type { Cloudformation } from '../cloudformation.js';
import { blueprintOf } from '../engine/blueprint-of.js';
import { notInSandbox, stackExists, validationError } from '../errors.js';
import type { StackRecord } from '../model.js';
import { checkStackName, stackDefinition } from './stack-definition.js';

/**
 * Checks everything that can be checked beforehand, answers, and makes the resources in the background.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
 */
export function createStack(cloudformation: Cloudformation): Handler<CreateStackCommandInput, CreateStackCommandOutput> {
  const { context, stacks, engine } = cloudformation;
  return (input) => {
    const name = input.StackName ?? '';
    checkStackName(name);
    if (input.DisableRollback !== undefined && input.OnFailure !== undefined) {
      throw validationError('You cannot specify both DisableRollback and OnFailure.');
    }
    if (input.RollbackConfiguration?.RollbackTriggers?.length) throw notInSandbox('rollback triggers');
    const definition = stackDefinition(cloudformation, input);
    const existing = stacks.findByName(name);
    if (existing) {
      if (input.ClientRequestToken !== undefined && existing.clientRequestToken === input.ClientRequestToken) return { StackId: existing.id };
      throw stackExists(name);
    }
    const id = newStackId(context.account, name);
    const blueprint = blueprintOf(cloudformation, { name, id }, definition);
    const stack: StackRecord = {
      id,
      name,
      status: 'CREATE_IN_PROGRESS',
      definition,
      description: blueprint.template.description,
      outputs: [],
      onFailure: input.DisableRollback ? 'DO_NOTHING' : (input.OnFailure ?? 'ROLLBACK'),
      timeoutInMinutes: input.TimeoutInMinutes,
      retainExceptOnCreate: input.RetainExceptOnCreate ?? false,
      terminationProtection: input.EnableTerminationProtection ?? false,
      roleArn: input.RoleARN,
      clientRequestToken: input.ClientRequestToken,
      createdAt: context.clock.now(),
    };
    stacks.stacks.set(id, stack);
    stacks.setStatus(id, 'CREATE_IN_PROGRESS', 'User Initiated');
    engine.launch(id);
    return { StackId: id };
  };
}
