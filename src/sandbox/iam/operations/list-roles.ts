import type { ListRolesCommandInput, ListRolesCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { roleSummary } from '../answers.js';
import { pageOf } from '../page.js';
import type { IamState } from '../state.js';

export function listRoles({ roles }: IamState): Handler<ListRolesCommandInput, ListRolesCommandOutput> {
  return (input) => {
    const found = roles.all().filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
    const { items, ...page } = pageOf(found, ({ roleName }) => roleName, input);
    return { Roles: items.map(roleSummary), ...page };
  };
}
