import type { UpdateTerminationProtectionCommandInput, UpdateTerminationProtectionCommandOutput } from '@aws-sdk/client-cloudformation';
import type { Handler } from '../../service.js';
import type { Cloudformation } from '../cloudformation.js';

export function updateTerminationProtection({
  stacks,
}: Cloudformation): Handler<UpdateTerminationProtectionCommandInput, UpdateTerminationProtectionCommandOutput> {
  return ({ StackName = '', EnableTerminationProtection: enable = false }) => {
    const { id } = stacks.find(StackName);
    stacks.update(id, { terminationProtection: enable });
    return { StackId: id };
  };
}
