import type {
  UpdateAssumeRolePolicyCommandInput,
  UpdateAssumeRolePolicyCommandOutput,
  UpdateRoleCommandInput,
  UpdateRoleCommandOutput,
} from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { checkSessionDuration } from '../check-input.js';
import { parsePolicy } from '../parse-policy.js';
import type { IamState } from '../state.js';

export function updateRole({ roles }: IamState): Handler<UpdateRoleCommandInput, UpdateRoleCommandOutput> {
  return ({ RoleName: roleName = '', Description: description, MaxSessionDuration: maxSessionDuration }) => {
    const role = roles.getToChange(roleName);
    if (maxSessionDuration !== undefined) checkSessionDuration(maxSessionDuration);
    roles.save({
      ...role,
      ...(description === undefined ? {} : { description }),
      ...(maxSessionDuration === undefined ? {} : { maxSessionDuration }),
    });
    return {};
  };
}

export function updateAssumeRolePolicy({
  roles,
}: IamState): Handler<UpdateAssumeRolePolicyCommandInput, UpdateAssumeRolePolicyCommandOutput> {
  return ({ RoleName: roleName = '', PolicyDocument: trustPolicy = '' }) => {
    const role = roles.getToChange(roleName);
    parsePolicy(trustPolicy, 'trust');
    roles.save({ ...role, trustPolicy });
    return {};
  };
}
