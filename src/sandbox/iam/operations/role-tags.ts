import type {
  ListRoleTagsCommandInput,
  ListRoleTagsCommandOutput,
  TagRoleCommandInput,
  TagRoleCommandOutput,
  UntagRoleCommandInput,
  UntagRoleCommandOutput,
} from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { pageOf } from '../page.js';
import type { IamState } from '../state.js';
import { mergeTags, removeTags, tagList } from '../tags.js';

export function tagRole({ roles }: IamState): Handler<TagRoleCommandInput, TagRoleCommandOutput> {
  return ({ RoleName: roleName = '', Tags: added }) => {
    const role = roles.get(roleName);
    roles.save({ ...role, tags: mergeTags(role.tags, added) });
    return {};
  };
}

export function untagRole({ roles }: IamState): Handler<UntagRoleCommandInput, UntagRoleCommandOutput> {
  return ({ RoleName: roleName = '', TagKeys: keys }) => {
    const role = roles.get(roleName);
    roles.save({ ...role, tags: removeTags(role.tags, keys) });
    return {};
  };
}

export function listRoleTags({ roles }: IamState): Handler<ListRoleTagsCommandInput, ListRoleTagsCommandOutput> {
  return (input) => {
    const { items, ...page } = pageOf(tagList(roles.get(input.RoleName ?? '').tags), ({ Key }) => Key ?? '', input);
    return { Tags: items, ...page };
  };
}
