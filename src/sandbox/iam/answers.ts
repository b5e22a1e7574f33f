import type { Policy, Role } from '@aws-sdk/client-iam';
import { encodeDocument } from './identifiers.js';
import type { StoredPolicy, StoredRole } from './model.js';
import type { IamState } from './state.js';
import { tagList } from './tags.js';

/** A role as the listing operations show it. */
export function roleSummary(role: StoredRole): Role {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
    ...(role.description === undefined ? {} : { Description: role.description }),
    MaxSessionDuration: role.maxSessionDuration,
  };
}

/** A role as GetRole shows it: with tags, which the lists leave out. */
export function roleDetail(role: StoredRole): Role {
  const tags = tagList(role.tags);
  return { ...roleSummary(role), ...(tags.length > 0 ? { Tags: tags } : {}), RoleLastUsed: {} };
}

export function policySummary(policy: StoredPolicy, { roles }: IamState): Policy {
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: roles.all().filter(({ attachedPolicies }) => attachedPolicies.includes(policy.arn)).length,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  };
}

export function policyDetail(policy: StoredPolicy, state: IamState): Policy {
  return {
    ...policySummary(policy, state),
    ...(policy.description === undefined ? {} : { Description: policy.description }),
    Tags: tagList(policy.tags),
  };
}
