import type { CreateRoleCommandInput, CreateRoleCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { roleDetail } from '../answers.js';
import { checkName, checkPath, checkSessionDuration } from '../check-input.js';
import { entityAlreadyExists, unsupportedParameter, validationError } from '../errors.js';
import { newUniqueId } from '../identifiers.js';
import type { StoredRole } from '../model.js';
import { parsePolicy } from '../parse-policy.js';
import type { IamState } from '../state.js';
import { mergeTags } from '../tags.js';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function createRole({ context, roles }: IamState): Handler<CreateRoleCommandInput, CreateRoleCommandOutput> {
  return (input) => {
    const { RoleName: roleName = '', Path: path = '/', AssumeRolePolicyDocument: trustPolicy = '' } = input;
    checkName('roleName', roleName, 64);
    checkPath(path);
    if (path.startsWith('/aws-service-role/')) {
      throw validationError('The path /aws-service-role/ is reserved for service-linked roles: use CreateServiceLinkedRole.');
    }
    if (input.PermissionsBoundary !== undefined) throw unsupportedParameter('PermissionsBoundary');
    checkSessionDuration(input.MaxSessionDuration ?? 3600);
    if (roles.find(roleName)) throw entityAlreadyExists(`Role with name ${roleName} already exists.`);
    parsePolicy(trustPolicy, 'trust');
    const role: StoredRole = {
      roleName,
      roleId: newUniqueId('AROA'),
      path,
      arn: `arn:aws:iam::${context.account.id}:role${path}${roleName}`,
      createdAt: context.clock.now(),
      trustPolicy,
      ...(input.Description === undefined ? {} : { description: input.Description }),
      maxSessionDuration: input.MaxSessionDuration ?? 3600,
      tags: mergeTags({}, input.Tags),
      inlinePolicies: {},
      attachedPolicies: [],
    };
    roles.save(role);
    return { Role: roleDetail(role) };
  };
}
