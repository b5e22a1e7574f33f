import type {
  DeleteRolePolicyCommandInput,
  DeleteRolePolicyCommandOutput,
  GetRolePolicyCommandInput,
  GetRolePolicyCommandOutput,
  ListRolePoliciesCommandInput,
  ListRolePoliciesCommandOutput,
  PutRolePolicyCommandInput,
  PutRolePolicyCommandOutput,
} from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { checkName } from '../check-input.js';
import { limitExceeded, noSuchEntity } from '../errors.js';
import { encodeDocument } from '../identifiers.js';
import { pageOf } from '../page.js';
import { parsePolicy } from '../parse-policy.js';
import type { IamState } from '../state.js';

const inlineBytesPerRole = 10_240;

export function putRolePolicy({ roles }: IamState): Handler<PutRolePolicyCommandInput, PutRolePolicyCommandOutput> {
  return ({ RoleName: roleName = '', PolicyName: policyName = '', PolicyDocument: document = '' }) => {
    checkName('policyName', policyName, 128);
    const role = roles.getToChange(roleName);
    parsePolicy(document, 'identity');
    const inlinePolicies = { ...role.inlinePolicies, [policyName]: document };
    // White space does not count towards the quota.
    const size = Object.values(inlinePolicies).join('').replace(/\s/g, '').length;
    if (size > inlineBytesPerRole) {
      throw limitExceeded(`Maximum policy size of ${inlineBytesPerRole} bytes exceeded for role ${role.roleName}`);
    }
    roles.save({ ...role, inlinePolicies });
    return {};
  };
}

export function getRolePolicy({ roles }: IamState): Handler<GetRolePolicyCommandInput, GetRolePolicyCommandOutput> {
  return ({ RoleName: roleName = '', PolicyName: policyName = '' }) => {
    const role = roles.get(roleName);
    const document = role.inlinePolicies[policyName];
    if (document === undefined) throw noSuchRolePolicy(policyName);
    return { RoleName: role.roleName, PolicyName: policyName, PolicyDocument: encodeDocument(document) };
  };
}

export function listRolePolicies({ roles }: IamState): Handler<ListRolePoliciesCommandInput, ListRolePoliciesCommandOutput> {
  return (input) => {
    const names = Object.keys(roles.get(input.RoleName ?? '').inlinePolicies);
    const { items, ...page } = pageOf(names, (name) => name, input);
    return { PolicyNames: items, ...page };
  };
}

export function deleteRolePolicy({ roles }: IamState): Handler<DeleteRolePolicyCommandInput, DeleteRolePolicyCommandOutput> {
  return ({ RoleName: roleName = '', PolicyName: policyName = '' }) => {
    const role = roles.getToChange(roleName);
    if (role.inlinePolicies[policyName] === undefined) throw noSuchRolePolicy(policyName);
    const inlinePolicies = Object.fromEntries(Object.entries(role.inlinePolicies).filter(([name]) => name !== policyName));
    roles.save({ ...role, inlinePolicies });
    return {};
  };
}

function noSuchRolePolicy(policyName: string) {
  return noSuchEntity(`The role policy with name ${policyName} cannot be found.`);
}
