import type { CreateServiceLinkedRoleCommandInput, CreateServiceLinkedRoleCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { roleDetail } from '../answers.js';
import { invalidInput, unsupportedParameter } from '../errors.js';
import { newUniqueId } from '../identifiers.js';
import type { StoredRole } from '../model.js';
import { serviceLinkedRoleOf } from '../service-linked-roles.js';
import type { IamState } from '../state.js';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html */
export function createServiceLinkedRole({
  context,
  roles,
}: IamState): Handler<CreateServiceLinkedRoleCommandInput, CreateServiceLinkedRoleCommandOutput> {
  return ({ AWSServiceName: service = '', CustomSuffix: suffix, Description: description }) => {
    const known = serviceLinkedRoleOf({ service });
    if (!known) throw invalidInput(`The sandbox has no service-linked role for ${service}.`);
    if (suffix !== undefined) throw unsupportedParameter('CustomSuffix');
    const { roleName, policyArn } = known;
    if (roles.find(roleName)) {
      throw invalidInput(`Service role name ${roleName} has been taken in this account, please try a different suffix.`);
    }
    const path = `/aws-service-role/${service}/`;
    const role: StoredRole = {
      roleName,
      roleId: newUniqueId('AROA'),
      path,
      arn: `arn:aws:iam::${context.account.id}:role${path}${roleName}`,
      createdAt: context.clock.now(),
      trustPolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
      }),
      description: description ?? known.description,
      maxSessionDuration: 3600,
      tags: {},
      inlinePolicies: {},
      attachedPolicies: [policyArn],
    };
    roles.save(role);
    return { Role: roleDetail(role) };
  };
}
