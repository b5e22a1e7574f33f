import type { AwsFailure } from '../aws/aws-failure.js';
import type { EngineError } from '../containers/engine.js';
import { diagnoseEngineError } from './diagnosis/diagnose-engine-error.js';
import type { Text, Verdict } from './types.js';
import { cannotTell, plain } from './verdict.js';

/**
 * A look that failed is not a wrong answer: missing credentials, a throttled call or a dead daemon make
 * `cannot-tell`. undefined: not a failure of the outside world but a bug, which the caller throws on.
 */
export function explainFailure(error: unknown): Verdict | undefined {
  if (isNamed<AwsFailure>(error, 'AwsFailure')) return cannotTell(plain(`${error.operation}: ${error.code}: ${error.message}`), awsFix(error));
  if (isNamed<EngineError>(error, 'EngineError')) return cannotTell(plain(error.message), engineFix(error));
  return undefined;
}

// By name, not by class: the classes live below, in rooms this one only knows the types of.
export function isNamed<E extends Error>(error: unknown, name: E['name']): error is E {
  return error instanceof Error && error.name === name;
}

function awsFix(failure: AwsFailure): Text {
  switch (failure.kind) {
    case 'no-credentials':
      return { ja: '認証情報がありません。 aws configure（または aws sso login）をしてから、もう一度どうぞ。', en: 'There are no credentials: run aws configure (or aws sso login), then try again.' };
    case 'expired':
      return { ja: '認証情報の期限が切れています。 aws sso login などで取り直してください。', en: 'The credentials have expired: get new ones, e.g. with aws sso login.' };
    case 'invalid-credentials':
      return { ja: 'このキーは受け付けられません。 aws sts get-caller-identity で確かめてください。', en: 'These keys are not accepted: check with aws sts get-caller-identity.' };
    case 'no-region':
      return { ja: 'リージョンが決まっていません。 --region ap-northeast-1 を付けてください。', en: 'No region is set: add --region ap-northeast-1.' };
    case 'other-region':
      return { ja: '別のリージョンに尋ねています。 --region（または AWS_REGION）をワークショップのリージョンにします。 boyacky-lab shell の中なら合っています。', en: 'Another region was asked: set --region (or AWS_REGION) to that of the workshop. In boyacky-lab shell it is right.' };
    case 'denied':
      return { ja: '権限が足りません。上の文にあるアクションを許可してもらってください。', en: 'A permission is missing: have the action named above allowed.' };
    case 'throttled':
      return { ja: '呼び出しが多すぎて待たされています。少し待ってから、もう一度どうぞ。', en: 'AWS is throttling the calls: wait a moment and try again.' };
    case 'unreachable':
      return { ja: '届きません。サンドボックスなら boyacky-lab sandbox start、AWS ならネットワークを確かめてください。', en: 'Nothing answers: for the sandbox run boyacky-lab sandbox start; for AWS check the network.' };
    default:
      return { ja: 'もう一度試してください。続くようなら --debug を付けてください。', en: 'Try again; if it stays, add --debug.' };
  }
}

function engineFix(error: EngineError): Text {
  if (error.details.hint !== undefined) return plain(error.details.hint);
  return diagnoseEngineError(error.code, error.message).fix;
}
