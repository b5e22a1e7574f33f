import type { AwsFailure } from '../aws/aws-failure.js';
import type { EngineError } from '../containers/engine.js';
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
  return undefined;
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
  return diagnoseEngineError(error.code, error.message).fix;
}
