import type {
  GetRoleCommandInput,
  GetRoleCommandOutput,
  Role,
  SimulateCustomPolicyCommandInput,
  SimulateCustomPolicyCommandOutput,
  SimulatePrincipalPolicyCommandInput,
  SimulatePrincipalPolicyCommandOutput,
} from '@aws-sdk/client-iam';
import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import { AwsError } from '../../aws-error.js';
import type { SandboxContext } from '../../context.js';
import type { Principal } from '../../identity/principal.js';
import type { Handler } from '../../service.js';
import { mayNotAssume, validationError } from '../errors.js';

/** The only service of the sandbox that takes on a role of the account: it hands it to tasks. */
const taskService = 'ecs-tasks.amazonaws.com';

/**
 * Issues keys of a role session when the role's trust policy lets the caller in. The sandbox itself comes as
 * ecs-tasks.amazonaws.com.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole(context: SandboxContext): Handler<AssumeRoleCommandInput, AssumeRoleCommandOutput> {
  return async (input, { principal }) => {
    const { RoleArn: roleArn = '', RoleSessionName: sessionName = '', DurationSeconds: duration = 3600 } = input;
    checkInput(input, sessionName, duration);
    const role = await findRole(context, roleArn);
    if (!role || !(await mayAssume(context, principal, role, input))) throw mayNotAssume(principal.arn, roleArn);
    if (principal.kind === 'role' && duration > 3600) {
      throw validationError('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining');
    }
    if (duration > (role.MaxSessionDuration ?? 3600)) {
      throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    }
    const { RoleName: roleName = '', RoleId: roleId = '' } = role;
    const key = context.credentials.issueForRole({ roleName, roleId, accountId: context.account.id }, sessionName, duration);
    return {
      Credentials: {
        AccessKeyId: key.accessKeyId,
        SecretAccessKey: key.secretAccessKey,
        SessionToken: key.sessionToken,
        Expiration: new Date(key.expiresAt ?? context.clock.now() + duration * 1000),
      },
      AssumedRoleUser: { AssumedRoleId: key.principal.userId, Arn: key.principal.arn },
    };
  };
}

function checkInput(input: AssumeRoleCommandInput, sessionName: string, duration: number): void {
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw validationError(
      `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  if (duration < 900 || duration > 43_200) {
    throw validationError(
      `1 validation error detected: Value '${duration}' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 43200`,
    );
  }
  for (const name of ['Policy', 'PolicyArns', 'Tags', 'TransitiveTagKeys', 'SerialNumber', 'TokenCode', 'ProvidedContexts'] as const) {
    const value = input[name];
    if (value !== undefined && value.length > 0) {
      throw validationError(`The sandbox does not support ${name} of AssumeRole: leave it out, or use an AWS account.`);
    }
  }
}

async function findRole(context: SandboxContext, roleArn: string): Promise<Role | undefined> {
  const roleName = roleArn.split('/').at(-1) ?? '';
  try {
    const { Role: role } = await context.call<GetRoleCommandInput, GetRoleCommandOutput>('iam', 'GetRole', { RoleName: roleName });
    return role?.Arn === roleArn ? role : undefined;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchEntity') return undefined;
    throw error;
  }
}

/** The trust policy must let the caller in, and a caller that is a role must also be allowed it by its own policies. */
async function mayAssume(context: SandboxContext, principal: Principal, role: Role, input: AssumeRoleCommandInput): Promise<boolean> {
  const question = { ActionNames: ['sts:AssumeRole'], ResourceArns: [role.Arn ?? ''] };
  const trust = await context.call<SimulateCustomPolicyCommandInput, SimulateCustomPolicyCommandOutput>('iam', 'SimulateCustomPolicy', {
    ...question,
    PolicyInputList: [],
    ResourcePolicy: decodeURIComponent(role.AssumeRolePolicyDocument ?? ''),
    CallerArn: principal.kind === 'service' ? taskService : principal.arn,
    ContextEntries: [
      { ContextKeyName: 'aws:PrincipalArn', ContextKeyValues: [principal.arn], ContextKeyType: 'string' },
      { ContextKeyName: 'aws:PrincipalAccount', ContextKeyValues: [context.account.id], ContextKeyType: 'string' },
      { ContextKeyName: 'aws:SourceAccount', ContextKeyValues: [context.account.id], ContextKeyType: 'string' },
      {
        ContextKeyName: 'aws:SourceArn',
        ContextKeyValues: [`arn:aws:ecs:${context.account.region}:${context.account.id}:*`],
        ContextKeyType: 'string',
      },
      { ContextKeyName: 'sts:RoleSessionName', ContextKeyValues: [input.RoleSessionName ?? ''], ContextKeyType: 'string' },
      ...(input.ExternalId === undefined
        ? []
        : [{ ContextKeyName: 'sts:ExternalId', ContextKeyValues: [input.ExternalId], ContextKeyType: 'string' as const }]),
    ],
  });
  if (trust.EvaluationResults?.[0]?.EvalDecision !== 'allowed') return false;
  if (principal.kind !== 'role') return true;
  const own = await context.call<SimulatePrincipalPolicyCommandInput, SimulatePrincipalPolicyCommandOutput>(
    'iam',
    'SimulatePrincipalPolicy',
    { ...question, PolicySourceArn: await arnOf(context, principal.roleName) },
  );
  return own.EvaluationResults?.[0]?.EvalDecision === 'allowed';
}

async function arnOf(context: SandboxContext, roleName: string): Promise<string> {
  const { Role: role } = await context.call<GetRoleCommandInput, GetRoleCommandOutput>('iam', 'GetRole', { RoleName: roleName });
  return role?.Arn ?? '';
}
