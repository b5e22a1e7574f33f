import type {
  AttachRolePolicyCommandInput,
  AttachRolePolicyCommandOutput,
  DetachRolePolicyCommandInput,
  DetachRolePolicyCommandOutput,
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput,
  ListEntitiesForPolicyCommandInput,
  ListEntitiesForPolicyCommandOutput,
} from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { limitExceeded, noSuchEntity } from '../errors.js';
import { pageOf } from '../page.js';
import type { IamState } from '../state.js';

const policiesPerRole = 10;

/** Attaching what is attached already changes nothing, as on AWS. */
export function attachRolePolicy({ roles, policies }: IamState): Handler<AttachRolePolicyCommandInput, AttachRolePolicyCommandOutput> {
  return ({ RoleName: roleName = '', PolicyArn: arn = '' }) => {
    const role = roles.getToChange(roleName);
    policies.get(arn);
    if (role.attachedPolicies.includes(arn)) return {};
    if (role.attachedPolicies.length >= policiesPerRole) {
      throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${policiesPerRole}`);
    }
    roles.save({ ...role, attachedPolicies: [...role.attachedPolicies, arn] });
    return {};
  };
}

export function detachRolePolicy({ roles }: IamState): Handler<DetachRolePolicyCommandInput, DetachRolePolicyCommandOutput> {
  return ({ RoleName: roleName = '', PolicyArn: arn = '' }) => {
    const role = roles.getToChange(roleName);
    if (!role.attachedPolicies.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
    roles.save({ ...role, attachedPolicies: role.attachedPolicies.filter((attached) => attached !== arn) });
    return {};
  };
}

export function listAttachedRolePolicies({
  roles,
  policies,
}: IamState): Handler<ListAttachedRolePoliciesCommandInput, ListAttachedRolePoliciesCommandOutput> {
  return (input) => {
    const attached = roles
      .get(input.RoleName ?? '')
      .attachedPolicies.flatMap((arn) => policies.find(arn) ?? [])
      .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
    const { items, ...page } = pageOf(attached, ({ arn }) => arn, input);
    return { AttachedPolicies: items.map(({ policyName, arn }) => ({ PolicyName: policyName, PolicyArn: arn })), ...page };
  };
}

/** There are no users or groups to attach to: only roles are found. */
export function listEntitiesForPolicy({
  roles,
  policies,
}: IamState): Handler<ListEntitiesForPolicyCommandInput, ListEntitiesForPolicyCommandOutput> {
  return (input) => {
    const { arn } = policies.get(input.PolicyArn ?? '');
    const wanted = input.EntityFilter === undefined || input.EntityFilter === 'Role';
    const holders = roles
      .all()
      .filter((role) => wanted && role.attachedPolicies.includes(arn) && role.path.startsWith(input.PathPrefix ?? '/'));
    const { items, ...page } = pageOf(holders, ({ roleName }) => roleName, input);
    return {
      PolicyGroups: [],
      PolicyUsers: [],
      PolicyRoles: items.map(({ roleName, roleId }) => ({ RoleName: roleName, RoleId: roleId })),
      ...page,
    };
  };
}
