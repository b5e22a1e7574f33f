import type { Step, StepContext, Verdict } from '../../types.js';
import { cannotTell, done, plain } from '../../verdict.js';

/** Whose account this is, before anything is made in it. Failures of the call become `cannot-tell` in `look`. */
export const identity: Step = {
  id: 'foundation.identity',
  kind: 'state',
  commands: async () => ['aws sts get-caller-identity'],
  check: checkIdentity,
  solve: async () => {
    // Credentials are the learner's: the verdict says what to type.
  },
};

async function checkIdentity({ aws, progress, target }: StepContext): Promise<Verdict> {
  const caller = await aws.account.caller();
  const masked = maskAccount(caller.account);
  const pinned = progress.state.account;
  if (pinned !== undefined && pinned !== caller.account) {
    return cannotTell(
      {
        ja: `このワークスペースはアカウント ${maskAccount(pinned)} で始めましたが、いまは ${masked} です`,
        en: `this workspace began in the account ${maskAccount(pinned)}, and now it is ${masked}`,
      },
      { ja: '元のアカウントの認証情報（--profile）に戻してください。', en: 'Go back to the credentials of the first account (--profile).' },
    );
  }
  return done(
    { ja: `アカウント: ${masked}`, en: `account: ${masked}` },
    { ja: `あなた: ${caller.arn.replace(caller.account, masked)}`, en: `you: ${caller.arn.replace(caller.account, masked)}` },
    { ja: `リージョン: ${target.region}`, en: `region: ${target.region}` },
    target.kind === 'sandbox'
      ? { ja: '接続先はこのマシンのサンドボックスです。料金はかかりません', en: 'target: the sandbox on this machine (it costs nothing)' }
      : plain(`target: ${target.endpointUrl ?? 'AWS'}`),
  );
}

function maskAccount(account: string): string {
  return account.slice(-4).padStart(account.length, '*');
}
