import type { AwsFailure } from '../aws/aws-failure.js';
import type { EngineError } from '../containers/engine.js';
import { UserError } from '../shared/user-error.js';
import { diagnoseAwsFailure } from './diagnosis/diagnose-aws-failure.js';
import { diagnoseEngineError } from './diagnosis/diagnose-engine-error.js';
import type { Text, Verdict } from './types.js';
import { cannotTell, plain, textOf } from './verdict.js';

/**
 * A look that failed is not a wrong answer: missing credentials, a throttled call or a dead daemon make
 * `cannot-tell`. undefined: not a failure of the outside world but a bug, which the caller throws on.
 */
export function explainFailure(error: unknown): Verdict | undefined {
  if (isNamed<AwsFailure>(error, 'AwsFailure')) return awsVerdict(error);
  if (isNamed<EngineError>(error, 'EngineError')) return cannotTell(plain(error.message), engineFix(error));
  if (error instanceof UserError && error.code === 'file-unreadable') return toldAsItIs(error);
  return undefined;
}

/** A file of the learner's that cannot be read. */
function toldAsItIs(error: UserError): Verdict {
  const [ja, en] = [error.in('ja'), error.in('en')];
  return cannotTell({ ja: `${ja.message}（${ja.why ?? ''}）`, en: `${en.message} (${en.why ?? ''})` }, { ja: ja.next ?? '', en: en.next ?? '' });
}

/** What a look found, or `otherwise` where the outside world did not let us look. */
export async function foundOr<T>(look: Promise<T>, otherwise: T): Promise<T> {
  return await look.catch((error: unknown) => {
    if (explainFailure(error) === undefined) throw error;
    return otherwise;
  });
}

/** Why something could not be done, where it was the outside world that did not let us; undefined: it was done. */
export async function whyNot(attempt: Promise<void>): Promise<Text | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    const verdict = explainFailure(error);
    if (verdict === undefined) throw error;
    return whyOf(verdict);
  }
}

/** What a failure of the outside world is told as. */
export function whyOf(verdict: Verdict): Text {
  return verdict.verdict === 'cannot-tell' ? verdict.why : plain(verdict.verdict);
}

// By name, not by class: the classes live below, in rooms this one only knows the types of.
export function isNamed<E extends Error>(error: unknown, name: E['name']): error is E {
  return error instanceof Error && error.name === name;
}

function awsVerdict(failure: AwsFailure): Verdict {
  const { quote, means, fix } = diagnoseAwsFailure(failure);
  return cannotTell({ ja: `${means.ja}（${quote}）`, en: `${means.en} (${quote})` }, fix);
}

function engineFix(error: EngineError): Text {
  if (error.details.hint !== undefined) return textOf(error.details.hint);
  return diagnoseEngineError(error).fix;
}
