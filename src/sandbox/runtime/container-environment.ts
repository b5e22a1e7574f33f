import type { GetRoleCommandInput, GetRoleCommandOutput } from '@aws-sdk/client-iam';
import type { SandboxContext } from '../context.js';
import type { IssuedKey } from '../identity/credentials.js';
import { roleNameOf } from './check-role-permission.js';

const sessionSeconds = 12 * 3600;

/** Keys of the task role's session. Fargate hands them out at 169.254.170.2, an address nobody can open here. */
export async function issueTaskCredentials(context: SandboxContext, taskRoleArn: string, taskId: string): Promise<IssuedKey> {
  const roleName = roleNameOf(taskRoleArn);
  const { Role: role } = await context.call<GetRoleCommandInput, GetRoleCommandOutput>('iam', 'GetRole', { RoleName: roleName });
  return context.credentials.issueForRole({ roleName, roleId: role?.RoleId ?? '', accountId: context.account.id }, taskId, sessionSeconds);
}

/** What the container finds in its environment; what the task definition says comes last and wins. */
export function containerEnvironment(
  context: SandboxContext,
  isolation: 'container' | 'process',
  ofDefinition: Readonly<Record<string, string>>,
  keys: IssuedKey | undefined,
): Record<string, string> {
  const { region } = context.account;
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE',
    AWS_ENDPOINT_URL: isolation === 'container' ? `http://host.docker.internal:${context.endpoint.port}` : context.endpoint.url,
    ...(keys && {
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken ?? '',
    }),
    ...ofDefinition,
  };
}
