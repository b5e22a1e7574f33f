import type { GetRoleCommandInput, GetRoleCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { roleDetail } from '../answers.js';
import type { IamState } from '../state.js';

export function getRole({ roles }: IamState): Handler<GetRoleCommandInput, GetRoleCommandOutput> {
  return ({ RoleName: roleName = '' }) => ({ Role: roleDetail(roles.get(roleName)) });
}
