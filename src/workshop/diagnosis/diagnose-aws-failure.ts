import type { AwsFailure, AwsFailureKind } from '../../aws/aws-failure.js';
import { plain } from '../verdict.js';
import type { Text } from '../types.js';
import type { Diagnosis } from './diagnosis.js';

interface Words {
  readonly means: Text;
  /** Ends in something to type. */
  readonly fix: Text;
}

const again: Text = { ja: '少し待ってから続きを: boyacky-lab start', en: 'Wait a moment, then go on: boyacky-lab start' };
const whoAmI: Text = { ja: '誰のキーか見ます: aws sts get-caller-identity', en: 'See whose keys they are: aws sts get-caller-identity' };

/** One sentence and the next thing to type for every way in which AWS, or the way to it, can refuse. */
const awsTable: Readonly<Record<AwsFailureKind, Words>> = {
  'no-credentials': {
    means: { ja: '認証情報がありません。', en: 'there are no credentials.' },
    fix: { ja: 'キーを設定します: aws configure（または aws sso login）。アカウントなしで練習するなら: boyacky-lab start --target sandbox', en: 'Set them: aws configure (or aws sso login). To practise without an account: boyacky-lab start --target sandbox' },
  },
  'wrong-profile': {
    means: { ja: 'その名前のプロファイルは、設定ファイルにありません。', en: 'there is no profile of that name in the configuration.' },
    fix: { ja: 'あるものを見ます: aws configure list-profiles 。それを使います: --profile 名前', en: 'See which there are: aws configure list-profiles, then use one: --profile NAME' },
  },
  expired: {
    means: { ja: '認証情報の期限が切れています。', en: 'the credentials have expired.' },
    fix: { ja: '取り直します: aws sso login（または一時的なキーをもう一度もらいます）', en: 'Get new ones: aws sso login (or ask for temporary keys again)' },
  },
  'invalid-credentials': { means: { ja: 'このキーは受け付けられません。', en: 'these keys are not accepted.' }, fix: whoAmI },
  'clock-skew': {
    means: { ja: 'このマシンの時計が、AWS の時計と 5 分以上ずれています。署名には時刻が入っています。', en: "this machine's clock is more than five minutes away from AWS's; every signature holds the time." },
    fix: { ja: '時計を合わせます: sudo timedatectl set-ntp true （確かめるには: date -u）', en: 'Set the clock: sudo timedatectl set-ntp true (to check: date -u)' },
  },
  'no-region': { means: { ja: 'リージョンが決まっていません。', en: 'no region is set.' }, fix: { ja: '決めます: --region ap-northeast-1', en: 'Set it: --region ap-northeast-1' } },
  'other-region': {
    means: { ja: '別のリージョンに尋ねています。', en: 'another region was asked.' },
    fix: { ja: 'ワークショップのリージョンにします（boyacky-lab shell の中なら合っています）: --region ap-northeast-1', en: "Use the workshop's region (boyacky-lab shell has it right): --region ap-northeast-1" },
  },
  denied: {
    means: { ja: '権限が足りません。', en: 'a permission is missing.' },
    fix: { ja: 'アカウントの管理者に、このアクションを許可してもらいます。誰として呼んでいるかは: aws sts get-caller-identity', en: "Ask the account's administrator to allow this action. Who you are: aws sts get-caller-identity" },
  },
  throttled: { means: { ja: '呼び出しが多すぎて、AWS が待たせています。何も間違っていません。', en: 'AWS is throttling the calls; nothing is wrong.' }, fix: again },
  quota: {
    means: { ja: 'このリージョンで持てる数の上限（クォータ）に達しています。', en: 'a limit (quota) of this account in this region has been reached.' },
    fix: { ja: '使っていないものを消すか、上限を上げてもらいます: https://console.aws.amazon.com/servicequotas/ 。前の回の残りなら: boyacky-lab cleanup', en: 'Delete what is not used, or have the limit raised: https://console.aws.amazon.com/servicequotas/. Leftovers of an earlier run: boyacky-lab cleanup' },
  },
  'server-error': { means: { ja: 'AWS の側でエラーが起きました。', en: 'AWS had an error of its own.' }, fix: again },
  'no-network': {
    means: { ja: 'AWS の名前を引けません。ネットワークにつながっていないようです。', en: "AWS's name cannot be looked up: this machine seems to have no network." },
    fix: { ja: 'つないでから続きを: boyacky-lab start 。ネットワークなしで練習するなら: boyacky-lab start --target sandbox', en: 'Connect, then go on: boyacky-lab start. To practise without a network: boyacky-lab start --target sandbox' },
  },
  proxy: {
    means: { ja: '間にあるプロキシが通してくれません。', en: 'a proxy on the way does not let it through.' },
    fix: { ja: 'プロキシの設定を見ます: env | grep -i proxy', en: 'See the proxy settings: env | grep -i proxy' },
  },
  unreachable: {
    means: { ja: '応答がありません。', en: 'nothing answers.' },
    fix: { ja: 'サンドボックスなら: boyacky-lab sandbox start 。AWS なら、ネットワークを確かめてから: boyacky-lab start', en: 'For the sandbox: boyacky-lab sandbox start. For AWS, check the network, then: boyacky-lab start' },
  },
  'not-found': { means: { ja: '尋ねたものが、もうありません。', en: 'what was asked for is not there.' }, fix: { ja: 'どこまで来ているか見ます: boyacky-lab status', en: 'See where you are: boyacky-lab status' } },
  'already-exists': { means: { ja: '同じ名前のものがもうあります。', en: 'something of that name exists already.' }, fix: { ja: 'どこまで来ているか見ます: boyacky-lab status', en: 'See where you are: boyacky-lab status' } },
  'in-use': { means: { ja: 'ほかのものがまだ使っています。', en: 'something else still uses it.' }, fix: again },
  'not-implemented': {
    means: { ja: '接続先（サンドボックスなど）は、この操作に対応していません。', en: 'the target (a sandbox?) does not support this operation.' },
    fix: { ja: '何ができるかは docs/sandbox-behaviour.md にあります。どこまで来ているか見ます: boyacky-lab status', en: 'What it can do is in docs/sandbox-behaviour.md. See where you are: boyacky-lab status' },
  },
  other: { means: { ja: 'AWS に拒否されました。', en: 'AWS refused.' }, fix: { ja: 'もう一度試してください。続くようなら --debug を付けてください: boyacky-lab verify --debug', en: 'Try again; if it stays, add --debug: boyacky-lab verify --debug' } },
};

/** What a refusal of AWS means. For a denied call the missing action is named. */
export function diagnoseAwsFailure({ kind, operation, code, message }: Pick<AwsFailure, 'kind' | 'operation' | 'code' | 'message'>): Diagnosis {
  const quote = `${operation}: ${code}: ${message}`;
  const words = awsTable[kind];
  if (kind !== 'denied') return { id: kind, quote, ...words };
  const action = missingAction(operation, message);
  return { id: kind, quote, means: { ja: `権限 ${action} がありません。`, en: `the permission ${action} is missing.` }, fix: join(words.fix, plain(` (${action})`)) };
}

/** "… is not authorized to perform: ecs:CreateCluster on resource: …"; where AWS does not say it, the operation's own name. */
function missingAction(operation: string, message: string): string {
  return /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? operation;
}

function join(a: Text, b: Text): Text {
  return { ja: a.ja + b.ja, en: a.en + b.en };
}
