import type { DeletePolicyCommandInput, DeletePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { deleteConflict } from '../errors.js';
import { ownPolicy } from '../own-policy.js';
import type { IamState } from '../state.js';

export function deletePolicy(state: IamState): Handler<DeletePolicyCommandInput, DeletePolicyCommandOutput> {
  return ({ PolicyArn: arn = '' }) => {
    const policy = ownPolicy(state, arn, 'DeletePolicy');
    if (state.roles.all().some(({ attachedPolicies }) => attachedPolicies.includes(arn))) {
      throw deleteConflict('Cannot delete a policy attached to entities.');
    }
    if (policy.versions.length > 1) {
      throw deleteConflict('This policy has more than one version. Before you delete a policy, you must delete the policy\'s versions. The default version is deleted with the policy.');
    }
    state.policies.delete(arn);
    return {};
  };
}
