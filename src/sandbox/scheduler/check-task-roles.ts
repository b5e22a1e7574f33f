import type { GetRoleCommandInput, GetRoleCommandOutput } from '@aws-sdk/client-iam';
import { AwsError } from '../aws-error.js';
import type { SandboxContext } from '../context.js';
import { roleNameOf } from '../runtime/check-role-permission.js';

/** ECS's words when a role of a task cannot be assumed by ecs-tasks.amazonaws.com, or undefined. */
export async function checkTaskRoles(context: SandboxContext, roleArns: readonly (string | undefined)[]): Promise<string | undefined> {
  for (const arn of roleArns) {
    if (arn !== undefined && !(await isAssumable(context, arn))) {
      return `ECS was unable to assume the role '${arn}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.`;
    }
  }
  return undefined;
}

async function isAssumable(context: SandboxContext, arn: string): Promise<boolean> {
  const answer = await context
    .call<GetRoleCommandInput, GetRoleCommandOutput>('iam', 'GetRole', { RoleName: roleNameOf(arn) })
    .catch((error: unknown) => {
      if (error instanceof AwsError && error.code === 'NoSuchEntity') return undefined;
      throw error;
    });
  if (answer?.Role?.Arn !== arn) return false;
  const document = answer.Role.AssumeRolePolicyDocument ?? '{}';
  return trusts(JSON.parse(document.startsWith('%') ? decodeURIComponent(document) : document) as TrustPolicy, 'ecs-tasks.amazonaws.com');
}

interface TrustPolicy {
  readonly Statement?: TrustStatement | readonly TrustStatement[];
}

interface TrustStatement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Principal?: '*' | { readonly Service?: string | readonly string[]; readonly AWS?: string | readonly string[] };
}

function trusts({ Statement }: TrustPolicy, service: string): boolean {
  const named = list(Statement).filter(({ Action, Principal }) => {
    const assumes = list(Action).some((action) => ['sts:AssumeRole', 'sts:*', '*'].includes(action));
    const principals = Principal === '*' ? ['*'] : list(Principal?.Service);
    return assumes && principals.some((each) => each === service || each === '*');
  });
  return named.some(({ Effect }) => Effect === 'Allow') && !named.some(({ Effect }) => Effect === 'Deny');
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
