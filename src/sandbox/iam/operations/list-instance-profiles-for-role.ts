import type { ListInstanceProfilesForRoleCommandInput, ListInstanceProfilesForRoleCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import type { IamState } from '../state.js';

/** Instance profiles belong to EC2 instances, which the sandbox has none of. */
export function listInstanceProfilesForRole({
  roles,
}: IamState): Handler<ListInstanceProfilesForRoleCommandInput, ListInstanceProfilesForRoleCommandOutput> {
  return ({ RoleName: roleName = '' }) => {
    roles.get(roleName);
    return { InstanceProfiles: [], IsTruncated: false };
  };
}
