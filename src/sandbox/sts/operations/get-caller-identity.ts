import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import type { SandboxContext } from '../../context.js';
import type { Handler } from '../../service.js';

export function getCallerIdentity({ account }: SandboxContext): Handler<GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput> {
  return (_, { principal }) => ({ UserId: principal.userId, Account: account.id, Arn: principal.arn });
}
