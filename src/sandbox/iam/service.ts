import {
  AttachRolePolicy$,
  CreatePolicy$,
  CreatePolicyVersion$,
  CreateRole$,
  CreateServiceLinkedRole$,
  DeletePolicy$,
  DeletePolicyVersion$,
  DeleteRole$,
  DeleteRolePolicy$,
  DeleteServiceLinkedRole$,
  DetachRolePolicy$,
  GetPolicy$,
  GetPolicyVersion$,
  GetRole$,
  GetRolePolicy$,
  GetServiceLinkedRoleDeletionStatus$,
  GetUser$,
  ListAccountAliases$,
  ListAttachedRolePolicies$,
  ListEntitiesForPolicy$,
  ListInstanceProfilesForRole$,
  ListPolicies$,
  ListPolicyTags$,
  ListPolicyVersions$,
  ListRolePolicies$,
  ListRoleTags$,
  ListRoles$,
  PutRolePolicy$,
  SetDefaultPolicyVersion$,
  SimulateCustomPolicy$,
  SimulatePrincipalPolicy$,
  TagPolicy$,
  TagRole$,
  UntagPolicy$,
  UntagRole$,
  UpdateAssumeRolePolicy$,
  UpdateRole$,
} from '@aws-sdk/client-iam';
import type { SandboxContext } from '../context.js';
import { operation, type Service, type TaggedResource } from '../service.js';
import { authorize, type Authorize } from './authorize.js';
import { attachRolePolicy, detachRolePolicy, listAttachedRolePolicies, listEntitiesForPolicy } from './operations/attached-policies.js';
import { createPolicy } from './operations/create-policy.js';
import { createRole } from './operations/create-role.js';
import { createServiceLinkedRole } from './operations/create-service-linked-role.js';
import { deletePolicy } from './operations/delete-policy.js';
import { deleteRole } from './operations/delete-role.js';
import { deleteServiceLinkedRole, getServiceLinkedRoleDeletionStatus } from './operations/delete-service-linked-role.js';
import { getPolicy } from './operations/get-policy.js';
import { getRole } from './operations/get-role.js';
import { getUser } from './operations/get-user.js';
import { listAccountAliases } from './operations/list-account-aliases.js';
import { listInstanceProfilesForRole } from './operations/list-instance-profiles-for-role.js';
import { listPolicies } from './operations/list-policies.js';
import { listRoles } from './operations/list-roles.js';
import { listPolicyTags, tagPolicy, untagPolicy } from './operations/policy-tags.js';
import { createPolicyVersion, deletePolicyVersion, getPolicyVersion, listPolicyVersions, setDefaultPolicyVersion } from './operations/policy-versions.js';
import { deleteRolePolicy, getRolePolicy, listRolePolicies, putRolePolicy } from './operations/role-policies.js';
import { listRoleTags, tagRole, untagRole } from './operations/role-tags.js';
import { simulateCustomPolicy, simulatePrincipalPolicy } from './operations/simulate-policy.js';
import { updateAssumeRolePolicy, updateRole } from './operations/update-role.js';
import { createIamState, type IamState } from './state.js';

/** IAM, and the question that the sandbox asks it for every request that a role signs. */
export interface IamService extends Service {
  readonly authorize: Authorize;
}

export function createIamService(context: SandboxContext): IamService {
  const state = createIamState(context);
  return {
    name: 'iam',
    operations: {
      AttachRolePolicy: operation(AttachRolePolicy$, attachRolePolicy(state)),
      CreatePolicy: operation(CreatePolicy$, createPolicy(state)),
      CreatePolicyVersion: operation(CreatePolicyVersion$, createPolicyVersion(state)),
      CreateRole: operation(CreateRole$, createRole(state)),
      CreateServiceLinkedRole: operation(CreateServiceLinkedRole$, createServiceLinkedRole(state)),
      DeletePolicy: operation(DeletePolicy$, deletePolicy(state)),
      DeletePolicyVersion: operation(DeletePolicyVersion$, deletePolicyVersion(state)),
      DeleteRole: operation(DeleteRole$, deleteRole(state)),
      DeleteRolePolicy: operation(DeleteRolePolicy$, deleteRolePolicy(state)),
      DeleteServiceLinkedRole: operation(DeleteServiceLinkedRole$, deleteServiceLinkedRole(state)),
      DetachRolePolicy: operation(DetachRolePolicy$, detachRolePolicy(state)),
      GetPolicy: operation(GetPolicy$, getPolicy(state)),
      GetPolicyVersion: operation(GetPolicyVersion$, getPolicyVersion(state)),
      GetRole: operation(GetRole$, getRole(state)),
      GetRolePolicy: operation(GetRolePolicy$, getRolePolicy(state)),
      GetServiceLinkedRoleDeletionStatus: operation(GetServiceLinkedRoleDeletionStatus$, getServiceLinkedRoleDeletionStatus(state)),
      GetUser: operation(GetUser$, getUser(state)),
      ListAccountAliases: operation(ListAccountAliases$, listAccountAliases()),
      ListAttachedRolePolicies: operation(ListAttachedRolePolicies$, listAttachedRolePolicies(state)),
      ListEntitiesForPolicy: operation(ListEntitiesForPolicy$, listEntitiesForPolicy(state)),
      ListInstanceProfilesForRole: operation(ListInstanceProfilesForRole$, listInstanceProfilesForRole(state)),
      ListPolicies: operation(ListPolicies$, listPolicies(state)),
      ListPolicyTags: operation(ListPolicyTags$, listPolicyTags(state)),
      ListPolicyVersions: operation(ListPolicyVersions$, listPolicyVersions(state)),
      ListRolePolicies: operation(ListRolePolicies$, listRolePolicies(state)),
      ListRoleTags: operation(ListRoleTags$, listRoleTags(state)),
      ListRoles: operation(ListRoles$, listRoles(state)),
      PutRolePolicy: operation(PutRolePolicy$, putRolePolicy(state)),
      SetDefaultPolicyVersion: operation(SetDefaultPolicyVersion$, setDefaultPolicyVersion(state)),
      SimulateCustomPolicy: operation(SimulateCustomPolicy$, simulateCustomPolicy()),
      SimulatePrincipalPolicy: operation(SimulatePrincipalPolicy$, simulatePrincipalPolicy(state)),
      TagPolicy: operation(TagPolicy$, tagPolicy(state)),
      TagRole: operation(TagRole$, tagRole(state)),
      UntagPolicy: operation(UntagPolicy$, untagPolicy(state)),
      UntagRole: operation(UntagRole$, untagRole(state)),
      UpdateAssumeRolePolicy: operation(UpdateAssumeRolePolicy$, updateAssumeRolePolicy(state)),
      UpdateRole: operation(UpdateRole$, updateRole(state)),
    },
    authorize: (principal, action, resource) => authorize(state, principal, action, resource),
    taggedResources: () => taggedResources(state),
  };
}

/** Policies alone: the tagging API of AWS does not know roles. */
function taggedResources({ policies }: IamState): TaggedResource[] {
  return policies.all().filter(({ tags }) => Object.keys(tags).length > 0).map(({ arn, tags }) => ({ arn, tags }));
}
