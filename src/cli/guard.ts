import { ExitCode, UserError } from '../shared/user-error.js';
import type { Session } from './compose.js';
import type { Terminal } from './io/terminal.js';
import { maskAccount } from './mask-account.js';

export interface GuardOptions {
  /** true for commands that change something: the account is noted, and looked at more closely the first time. */
  readonly pin: boolean;
  /** Asks in the terminal; without one only `account` can answer. */
  readonly terminal?: Terminal;
  /** --account: the id that the person says they mean. */
  readonly account?: string;
}

/**
 * Which account is this, and is it the one this workspace works in? The first command that changes anything pins it;
 * in any other account nothing is checked, changed or cleaned. The root user is refused, and an account that looks like
 * one that others depend on is asked about a second time, before the first change.
 */
export async function guardAccount(session: Session, { pin, terminal, account: meant }: GuardOptions): Promise<{ account: string; arn: string }> {
  const { context, progress } = session;
  const { account, arn } = await context.aws.account.caller();
  const pinned = progress.state.account;
  if (pinned !== undefined && pinned !== account) throw otherAccount(account, pinned);
  if (meant !== undefined && meant !== account) throw otherAccount(account, meant);
  if (pinned === undefined && pin) {
    if (context.target.kind === 'aws') await lookClosely(session, { account, arn }, { terminal, meant });
    progress.update({ account });
  }
  return { account, arn };
}

async function lookClosely({ context }: Session, { account, arn }: { account: string; arn: string }, { terminal, meant }: { terminal?: Terminal; meant?: string }): Promise<void> {
  if (/:root$/.test(arn)) throw rootUser(account);
  const alias = await context.aws.account.alias();
  if (alias === undefined || !looksLikeProduction(alias) || meant === account) return;
  const question = { ja: `アカウント ${maskAccount(account)} の名前は ${alias} です。本番のようですが、本当にここに作りますか`, en: `The account ${maskAccount(account)} is called ${alias}, which sounds like production. Really work in it?` };
  if (terminal?.interactive === true && (await terminal.confirm(terminal.t(question), context.signal))) return;
  throw new UserError('production-account', { ja: `アカウント ${maskAccount(account)} の名前は ${alias} で、本番のようです`, en: `The account ${maskAccount(account)} is called ${alias}, which sounds like production` }, {
    why: { ja: 'このワークショップは、AWS のリソースを作って消します。専用のアカウントでどうぞ。まだ何も作っていません。', en: 'The workshop makes and deletes things; it belongs in an account of its own. Nothing was made.' },
    next: { ja: '別のプロファイルで（--profile）。このアカウントでよければ、12 桁の番号を付けて: boyacky-lab start --account', en: 'another profile (--profile), or, if this is the account you mean: boyacky-lab start --account with its twelve digits' },
    exitCode: terminal?.interactive === true ? ExitCode.notDone : ExitCode.environment,
  });
}

/** "acme-prod", "production", "live-eu": words that people give to accounts that others depend on. */
export function looksLikeProduction(alias: string): boolean {
  return /(^|[-_.])(prod|prd|production|live|main|master|honban)([-_.\d]|$)/i.test(alias);
}

function otherAccount(account: string, pinned: string): UserError {
  return new UserError('other-account', { ja: `この認証情報はアカウント ${maskAccount(account)} のものですが、このフォルダーは ${maskAccount(pinned)} で使っています`, en: `These credentials belong to the account ${maskAccount(account)}, and this workspace works in ${maskAccount(pinned)}` }, {
    why: { ja: '作ったものは、そちらのアカウントにあります。こちらには何もしません。', en: 'What was made is in the other account; here nothing is touched.' },
    next: { ja: '前と同じプロファイルを使うか（--profile）、別のフォルダーで始めます', en: 'use the profile of before (--profile), or start in another folder' },
    exitCode: ExitCode.environment,
  });
}

function rootUser(account: string): UserError {
  return new UserError('root-user', { ja: `アカウント ${maskAccount(account)} のルートユーザーのアクセスキーです`, en: `These are the keys of the root user of the account ${maskAccount(account)}` }, {
    why: { ja: 'ルートユーザーは何でもでき、制限もかけられません。アクセスキーを作らないことを、AWS も推奨しています。', en: 'The root user may do everything and cannot be held back; AWS advises against having keys for it at all.' },
    next: { ja: '自分用のユーザーかロールを作ってから（IAM Identity Center）: boyacky-lab start --profile NAME', en: 'make a user or a role for yourself (IAM Identity Center), then: boyacky-lab start --profile NAME' },
    exitCode: ExitCode.environment,
  });
}
