import type { AwsFailure, AwsFailureKind } from '../../aws/aws-failure.js';
import { plain } from '../verdict.js';
import type { Text } from '../types.js';
import type { Diagnosis } from './diagnosis.js';
import { profileFlag } from './profile-flag.js';
import { setClock } from './set-clock.js';

interface Words {
  readonly means: Text;
  /** Ends in something to type. */
  readonly fix: Text;
}

const again: Text = { ja: '少し待ってから続きを: boyacky-lab start', en: 'Wait a moment, then go on: boyacky-lab start' };
const whoAmI: Text = {
  ja: '誰のキーか見ます: aws sts get-caller-identity{profile} （どこから来たかは: aws configure list{profile}）',
  en: 'See whose keys they are: aws sts get-caller-identity{profile} (and where they come from: aws configure list{profile})',
};

/** Stands for ` --profile NAME`, where a profile is known. */
const as = '{profile}';
const clock = setClock();
const ownAuthority: Text = {
  ja: '会社などの証明書（PEM）があるなら、そのファイルを指定します: export AWS_CA_BUNDLE=/パス/ca.pem NODE_EXTRA_CA_CERTS=/パス/ca.pem （Node 22.19 以降なら NODE_USE_SYSTEM_CA=1 で OS の証明書も使えます）。そのあと: boyacky-lab doctor',
  en: 'If your company has a certificate of its own (PEM), name its file: export AWS_CA_BUNDLE=/PATH/ca.pem NODE_EXTRA_CA_CERTS=/PATH/ca.pem (from Node 22.19 on NODE_USE_SYSTEM_CA=1 takes those of the system too). Then: boyacky-lab doctor',
};

/** EC2 says the same of a wrong key and of a wrong clock. */
const orClock: Text = { ja: `${whoAmI.ja}。キーが正しければ時計を見ます: date -u`, en: `${whoAmI.en}. If the keys are right, see the clock: date -u` };

/** One sentence and the next thing to type for every way in which AWS, or the way to it, can refuse. */
const awsTable: Readonly<Record<AwsFailureKind, Words>> = {
  'no-credentials': {
    means: { ja: '認証情報がありません。', en: 'there are no credentials.' },
    fix: { ja: `キーを設定します: aws configure${as}（または aws login${as}、aws sso login${as}）。アカウントなしで練習するなら: boyacky-lab start --target sandbox`, en: `Set them: aws configure${as} (or aws login${as}, or aws sso login${as}). To practise without an account: boyacky-lab start --target sandbox` },
  },
  'wrong-profile': {
    means: { ja: 'その名前のプロファイルは、設定ファイルにありません。', en: 'there is no profile of that name in the configuration.' },
    fix: { ja: 'あるものを見ます: aws configure list-profiles 。それを使います: --profile 名前', en: 'See which there are: aws configure list-profiles, then use one: --profile NAME' },
  },
  expired: {
    means: { ja: '認証情報の期限が切れています。', en: 'the credentials have expired.' },
    fix: { ja: `取り直します: aws sso login${as}（または一時的なキーをもう一度もらいます）`, en: `Get new ones: aws sso login${as} (or ask for temporary keys again)` },
  },
  'login-over': {
    means: { ja: 'aws login のログインが切れているか、まだしていません。', en: 'the login of aws login is over, or was not made yet.' },
    fix: { ja: `ログインします: aws login${as}`, en: `Log in: aws login${as}` },
  },
  mfa: {
    means: { ja: 'このプロファイルは多要素認証（MFA）のコードを求めますが、ここでは聞けません。AWS CLI なら聞いてくれます。', en: 'this profile asks for a code of multi-factor authentication (MFA), which cannot be asked for here. The AWS CLI asks.' },
    fix: {
      ja: `AWS CLI（バージョン 2）にコードを渡し、もらった一時的なキーを同じターミナルで使います: eval "$(aws configure export-credentials${as} --format env)" のあと、新しいフォルダーで: boyacky-lab start --target aws`,
      en: `Give the code to the AWS CLI (version 2) and use its temporary keys in the same terminal: eval "$(aws configure export-credentials${as} --format env)", then in a new folder: boyacky-lab start --target aws`,
    },
  },
  'process-failed': {
    means: { ja: 'プロファイルの credential_process に書かれたプログラムが、キーを返しませんでした。', en: 'the program that the profile names in credential_process gave no keys.' },
    fix: {
      ja: `そのコマンドを見て、自分で実行してみます（Version 1 の JSON を出すはずです）: aws configure get credential_process${as}`,
      en: `See that command and run it yourself (it should print JSON of Version 1): aws configure get credential_process${as}`,
    },
  },
  'web-identity': {
    means: { ja: 'ウェブ ID のトークン（AWS_WEB_IDENTITY_TOKEN_FILE）が読めないか、受け付けられません。', en: 'the token of the web identity (AWS_WEB_IDENTITY_TOKEN_FILE) cannot be read, or is not accepted.' },
    fix: { ja: `どこを見ているか調べます: env | grep AWS_ 。別の認証情報を使うなら: aws configure${as}`, en: `See where it is looked for: env | grep AWS_. To use other credentials: aws configure${as}` },
  },
  'invalid-credentials': { means: { ja: 'このキーは受け付けられません。', en: 'these keys are not accepted.' }, fix: whoAmI },
  'clock-skew': {
    means: { ja: 'このマシンの時計が、AWS の時計と 5 分以上ずれています。署名には時刻が入っています。', en: "this machine's clock is more than five minutes away from AWS's; every signature holds the time." },
    fix: { ja: `時計を合わせます: ${clock.ja} （確かめるには: date -u）`, en: `Set the clock: ${clock.en} (to check: date -u)` },
  },
  'no-region': { means: { ja: 'リージョンが決まっていません。', en: 'no region is set.' }, fix: { ja: '決めます: --region ap-northeast-1', en: 'Set it: --region ap-northeast-1' } },
  'other-region': {
    means: { ja: '別のリージョンに尋ねています。', en: 'another region was asked.' },
    fix: { ja: 'ワークショップのリージョンにします（boyacky-lab shell の中なら合っています）: --region ap-northeast-1', en: "Use the workshop's region (boyacky-lab shell has it right): --region ap-northeast-1" },
  },
  denied: {
    means: { ja: '権限が足りません。', en: 'a permission is missing.' },
    fix: { ja: 'アカウントの管理者に、このアクションを許可してもらいます。誰として呼んでいるかは: aws sts get-caller-identity{profile}', en: "Ask the account's administrator to allow this action. Who you are: aws sts get-caller-identity{profile}" },
  },
  'account-not-ready': {
    means: { ja: 'このアカウントでは、まだこのサービスを使えません。新しいアカウントは確認に数時間かかることがあり、支払い方法の登録が済んでいないと使えません。', en: 'this account cannot use the service yet. A new account may be under verification for some hours, and it needs a payment method.' },
    fix: {
      ja: 'https://console.aws.amazon.com/billing/ で支払い方法と通知を確かめ、待っても変わらなければ AWS サポートに尋ねます。そのあと: boyacky-lab doctor 。それまでアカウントなしで練習するなら: boyacky-lab start --target sandbox',
      en: 'See the payment method and messages at https://console.aws.amazon.com/billing/; if it stays, ask AWS Support. Then: boyacky-lab doctor. To practise without an account meanwhile: boyacky-lab start --target sandbox',
    },
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
  certificate: {
    means: { ja: '相手の証明書を発行した認証局を、Node.js が知りません。会社のプロキシやセキュリティソフトが HTTPS の中を見ているときに起こります。', en: "Node.js does not know who issued the server's certificate. That happens where a company's proxy or a security program looks into HTTPS." },
    fix: ownAuthority,
  },
  'certificate-time': {
    means: { ja: '相手の証明書の有効期間に、いまの時刻が入っていません。たいていはこのマシンの時計がずれています。時計が合っていれば、間にあるプロキシの証明書の期限切れです。', en: "the server's certificate is not valid at the current time. Usually this machine's clock is wrong; if it is right, the certificate of a proxy on the way has run out." },
    fix: { ja: `時計を見ます: date -u 。ずれていれば合わせます: ${clock.ja}`, en: `See the clock: date -u. If it is wrong, set it: ${clock.en}` },
  },
  'certificate-name': {
    means: { ja: '応答したのは、接続したかった相手ではありません。証明書の名前が違います。ログインの要る Wi-Fi、プロキシ、hosts ファイルなどが原因です。', en: 'who answered is not who was asked: the certificate has another name. A Wi-Fi that wants a login, a proxy or the file /etc/hosts can be the cause.' },
    fix: { ja: 'Wi-Fi のログインを済ませ、プロキシの設定を見ます: env | grep -i proxy', en: 'Log in to the Wi-Fi where it asks for it, and see the proxy settings: env | grep -i proxy' },
  },
  'certificate-file': {
    means: { ja: '信頼する証明書のファイルとして指定されたものが、読めないか、証明書ではありません。', en: 'the file that is named as the certificates to trust cannot be read, or holds none.' },
    fix: { ja: '指定を見ます: env | grep CA_ （プロファイルなら: aws configure get ca_bundle{profile}）', en: 'See what is named: env | grep CA_ (of a profile: aws configure get ca_bundle{profile})' },
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
    fix: { ja: '何ができるかは docs/sandbox-behaviour.ja.md にあります。どこまで来ているか見ます: boyacky-lab status', en: 'What it can do is in docs/sandbox-behaviour.md. See where you are: boyacky-lab status' },
  },
  other: { means: { ja: 'AWS に拒否されました。', en: 'AWS refused.' }, fix: { ja: 'もう一度試してください。続くようなら --debug を付けてください: boyacky-lab verify --debug', en: 'Try again; if it stays, add --debug: boyacky-lab verify --debug' } },
};

/** What a refusal of AWS means. For a denied call the missing action is named, and in what to type the profile. */
export function diagnoseAwsFailure({ kind, operation, code, message, profile }: Pick<AwsFailure, 'kind' | 'operation' | 'code' | 'message' | 'profile'>): Diagnosis {
  const quote = `${operation}: ${code}: ${message}`;
  const means = awsTable[kind].means;
  const fix = withProfile(code === 'AuthFailure' ? orClock : awsTable[kind].fix, profile);
  if (kind !== 'denied') return { id: kind, quote, means, fix };
  const action = missingAction(operation, message);
  return { id: kind, quote, means: { ja: `権限 ${action} がありません。`, en: `the permission ${action} is missing.` }, fix: join(fix, plain(` (${action})`)) };
}

function withProfile({ ja, en }: Text, profile: string | undefined): Text {
  const flag = profileFlag(profile);
  return { ja: ja.replaceAll(as, flag), en: en.replaceAll(as, flag) };
}

/** "… is not authorized to perform: ecs:CreateCluster on resource: …"; where AWS does not say it, the operation's own name. */
function missingAction(operation: string, message: string): string {
  return /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? operation;
}

function join(a: Text, b: Text): Text {
  return { ja: a.ja + b.ja, en: a.en + b.en };
}
