import { ExitCode, UserError } from '../shared/user-error.js';
import type { Session } from './compose.js';

/**
 * Which account is this, and is it the one this workspace works in? The first command that changes anything pins it;
 * in any other account nothing is checked, changed or cleaned.
 */
export async function guardAccount({ context, progress }: Session, { pin }: { pin: boolean }): Promise<{ account: string; arn: string }> {
  const { account, arn } = await context.aws.account.caller();
  const pinned = progress.state.account;
  if (pinned !== undefined && pinned !== account) {
    throw new UserError('other-account', `These credentials belong to the account ${maskAccount(account)}, and this workspace works in ${maskAccount(pinned)}`, {
      why: 'What was made is in the other account; here nothing is touched.',
      next: 'use the profile of before (--profile), or start in another folder',
      exitCode: ExitCode.environment,
    });
  }
  if (pinned === undefined && pin) progress.update({ account });
  return { account, arn };
}

/** "********9012": enough to tell accounts apart, not enough to hand out. */
export function maskAccount(account: string): string {
  return account.replace(/^\d{8}/, '********');
}
