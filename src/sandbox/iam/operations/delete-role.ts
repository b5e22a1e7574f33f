import type { DeleteRoleCommandInput, DeleteRoleCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { deleteConflict } from '../errors.js';
import type { IamState } from '../state.js';

export function deleteRole({ roles }: IamState): Handler<DeleteRoleCommandInput, DeleteRoleCommandOutput> {
  return ({ RoleName: roleName = '' }) => {
    const role = roles.getToChange(roleName);
    if (role.attachedPolicies.length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
    if (Object.keys(role.inlinePolicies).length > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
    roles.delete(roleName);
    return {};
  };
}
