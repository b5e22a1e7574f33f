import { AwsError } from '../aws-error.js';
import type { Principal } from '../identity/principal.js';
import { evaluatePolicy } from './evaluate-policy.js';
import type { ConditionKeys } from './match-condition.js';
import { policiesOfRole } from './policies-of-role.js';
import type { IamState } from './state.js';

/** Asks whether a principal may do something; answers by returning, or throws `AwsError`. */
export type Authorize = (principal: Principal, action: string, resource: string) => void;

/**
 * The owner of the sandbox and the sandbox itself may do everything; a role what its policies say.
 * @throws AccessDeniedException in AWS's words; UnrecognizedClientException when the role is gone.
 */
export function authorize(state: IamState, principal: Principal, action: string, resource: string): void {
  if (principal.kind !== 'role') return;
  const role = state.roles.find(principal.roleName);
  // A role made again under the same name is another role: keys of the old one do not open it.
  if (!role || role.roleId !== principal.userId.split(':')[0]) {
    throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  const decision = evaluatePolicy(policiesOfRole(role, state.policies), {
    action,
    resource,
    conditionKeys: conditionKeysOf(state, principal),
  });
  if (decision === 'allow') return;
  const reason =
    decision === 'deny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  throw new AwsError(
    'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
  );
}

/** The global condition keys that the sandbox can tell. */
export function conditionKeysOf({ context, roles }: IamState, principal: Principal): ConditionKeys {
  const now = new Date(context.clock.now());
  const role = principal.kind === 'role' ? roles.find(principal.roleName) : undefined;
  return {
    'aws:PrincipalArn': role?.arn ?? principal.arn,
    'aws:PrincipalAccount': context.account.id,
    'aws:PrincipalType': principal.kind === 'role' ? 'AssumedRole' : 'User',
    'aws:userid': principal.userId,
    'aws:RequestedRegion': context.account.region,
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    'aws:SecureTransport': 'false',
    'aws:SourceIp': '127.0.0.1',
    ...Object.fromEntries(Object.entries(role?.tags ?? {}).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
  };
}
