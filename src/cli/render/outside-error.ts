import type { AwsFailure } from '../../aws/aws-failure.js';
import type { EngineError } from '../../containers/engine.js';
import { ExitCode, UserError } from '../../shared/user-error.js';
import { diagnoseAwsFailure } from '../../workshop/diagnosis/diagnose-aws-failure.js';
import { diagnoseEngineError } from '../../workshop/diagnosis/diagnose-engine-error.js';
import { isNamed } from '../../workshop/explain-failure.js';
import type { Text } from '../../workshop/types.js';

/** The learner's side has to be put in order first; everything else is the outside's refusal. */
const environmentKinds: ReadonlySet<string> = new Set(['no-credentials', 'wrong-profile', 'expired', 'login-over', 'mfa', 'process-failed', 'web-identity', 'invalid-credentials', 'clock-skew', 'certificate', 'certificate-time', 'certificate-name', 'certificate-file', 'account-not-ready', 'no-region', 'other-region', 'no-network', 'proxy', 'unreachable']);
const environmentCodes: ReadonlySet<string> = new Set(['cli-missing', 'daemon-unreachable', 'wsl-integration', 'client-version', 'credential-helper', 'certificate', 'clock-skew', 'no-ipv6', 'plain-http', 'subuid', 'npm-certificate', 'npm-no-network', 'disk-full', 'no-network', 'proxy', 'port-allocated', 'out-of-memory', 'builder-missing']);

const goOn: Text = { ja: '止まったところから続けるには: boyacky-lab start', en: 'boyacky-lab start, which goes on where it stopped' };

/** Refusals of AWS, of the engine and of this machine's disk are the outside's, not bugs. undefined: a bug of ours. */
export function asUserError(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  if (isNamed<AwsFailure>(error, 'AwsFailure')) {
    const { quote, means, fix } = diagnoseAwsFailure(error);
    const exitCode = environmentKinds.has(error.kind) ? ExitCode.environment : ExitCode.refused;
    return new UserError(error.kind, { ja: `${error.operation}: ${means.ja}`, en: `${error.operation}: ${means.en}` }, { why: quote, next: fix, exitCode, cause: error });
  }
  if (isNamed<EngineError>(error, 'EngineError')) {
    const { means, fix } = diagnoseEngineError(error);
    const exitCode = error.code === 'interrupted' ? ExitCode.interrupted : environmentCodes.has(error.code) ? ExitCode.environment : ExitCode.refused;
    return new UserError(error.code, error.message, { why: means, next: error.details.hint ?? fix, exitCode, cause: error });
  }
  if (!(error instanceof Error)) return undefined;
  // Inquirer's way to say that the person closed the prompt.
  if (error.name === 'ExitPromptError' || error.name === 'AbortPromptError') return new UserError('interrupted', { ja: 'ここで止めました', en: 'Stopped here' }, { next: goOn, exitCode: ExitCode.interrupted });
  return ofThisMachine(error);
}

/** What the file system refuses. */
function ofThisMachine(error: NodeJS.ErrnoException): UserError | undefined {
  const words = machineTable[error.code ?? ''];
  if (words === undefined || error.syscall === undefined) return undefined;
  return new UserError(words.code, words.means, { why: error.message, next: words.fix, cause: error });
}

const full = {
  code: 'disk-full',
  means: { ja: 'ディスクがいっぱいで、書けませんでした', en: 'The disk is full: it could not be written' },
  fix: { ja: '場所を空けてから続きを: df -h . のあとで boyacky-lab start', en: 'make room (df -h . shows how much there is), then: boyacky-lab start' },
} as const;
const forbidden = {
  code: 'not-permitted',
  means: { ja: 'このファイルかフォルダーを使う許可がありません', en: 'This file or folder may not be used by you' },
  fix: { ja: '自分のフォルダーで: boyacky-lab start ~/boyacky-workshop', en: 'in a folder of your own: boyacky-lab start ~/boyacky-workshop' },
} as const;
const machineTable: Readonly<Record<string, { readonly code: string; readonly means: Text; readonly fix: Text }>> = { ENOSPC: full, EDQUOT: full, EACCES: forbidden, EPERM: forbidden, EROFS: forbidden };
