import type { Aws } from '../../aws/aws.js';
import { counted } from '../counted.js';
import type { LedgerResource } from '../ledger.js';
import { profileFlag } from '../diagnosis/profile-flag.js';
import { setClock } from '../diagnosis/set-clock.js';
import { explainFailure } from '../explain-failure.js';
import { tagsFor } from '../names.js';
import { plain } from '../verdict.js';
import type { Text } from '../types.js';
import type { Finding } from './finding.js';

export interface AccountLook {
  readonly aws: Aws;
  readonly region: string;
  readonly owner: string;
  /** As the settings have it. */
  readonly profile?: string;
  readonly now: number;
  /** What this workspace's ledger knows as open: the lab itself, not leftovers. */
  readonly known: readonly LedgerResource[];
  readonly maskAccount: (account: string) => string;
}

/** One action of each kind that the course needs; a policy that lets these through is made for the workshop. */
export const neededActions = [
  'cloudformation:CreateStack', 'cloudformation:DeleteStack', 'ec2:CreateVpc', 'ec2:CreateVpcEndpoint', 'ec2:CreateSecurityGroup', 'elasticloadbalancing:CreateLoadBalancer',
  'elasticloadbalancing:CreateTargetGroup', 'elasticloadbalancing:CreateListener', 'dynamodb:CreateTable', 'logs:CreateLogGroup', 'ecr:CreateRepository', 'ecr:GetAuthorizationToken', 'ecr:PutImage',
  'ecs:CreateCluster', 'ecs:RegisterTaskDefinition', 'ecs:CreateService', 'ecs:UpdateService', 'ecs:DeleteService', 'iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:PassRole', 'tag:GetResources',
] as const;

/** What a new account may have in a region; a raised limit makes the warning needless, not wrong. */
const usualQuota = { vpcs: 5, loadBalancers: 50 } as const;
const hour = 3_600_000;

/** Clock, credentials, caller, permissions, service-linked role, quotas, leftovers. Asks, and changes nothing. */
export async function checkAccount(look: AccountLook): Promise<Finding[]> {
  const caller = await ask('caller', () => checkCaller(look));
  if (caller.result === 'cannot-tell') return [{ ...caller, result: 'fail' }];
  const rest: readonly (readonly [string, () => Promise<Finding>])[] = [
    ['clock', () => checkClock(look)],
    ['credentials', () => checkExpiry(look)],
    ['permissions', () => checkPermissions(look)],
    ['service-linked-role', () => checkServiceLinkedRole(look)],
    ['quota.vpcs', async () => checkQuota('quota.vpcs', { ja: 'VPC', en: 'VPC' }, await look.aws.vpc.count(), usualQuota.vpcs)],
    ['quota.load-balancers', async () => checkQuota('quota.load-balancers', { ja: 'ロードバランサー', en: 'load balancer' }, await look.aws.loadBalancers.count(), usualQuota.loadBalancers)],
    ['leftovers', () => checkLeftovers(look)],
  ];
  return [caller, ...(await Promise.all(rest.map(([id, check]) => ask(id, check))))];
}

/** What cannot be asked is said to be unknown, with AWS's reason. */
async function ask(id: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    const verdict = explainFailure(error);
    if (verdict?.verdict !== 'cannot-tell') throw error;
    return { id, result: 'cannot-tell', observed: verdict.why, fix: verdict.fix };
  }
}

async function checkCaller({ aws, region, maskAccount }: AccountLook): Promise<Finding> {
  const { account, arn } = await aws.account.caller();
  const observed = plain(`${maskAccount(account)}  ${arn.replace(account, maskAccount(account))}  ${region}`);
  if (!/:root$/.test(arn)) return { id: 'caller', result: 'ok', observed };
  return { id: 'caller', result: 'fail', observed, fix: { ja: 'root のキーでは始めません。自分のユーザーかロールを使います: boyacky-lab start --profile 名前', en: "The workshop does not work with the root user's keys; use a user or role: boyacky-lab start --profile NAME" } };
}

/** The SDK makes up for a wrong clock by itself; what is typed beside it does not. */
async function checkClock({ aws }: AccountLook): Promise<Finding> {
  const minutes = Math.round((await aws.account.clockOffset()) / 60_000);
  if (minutes === 0) return { id: 'clock', result: 'ok', observed: { ja: '時計は AWS と合っています', en: "the clock agrees with AWS's" } };
  const { ja, en } = setClock();
  return {
    id: 'clock',
    result: 'fail',
    observed: minutes > 0 ? { ja: `時計が AWS より ${minutes} 分遅れています`, en: `the clock is ${minutes} min behind AWS's` } : { ja: `時計が AWS より ${-minutes} 分進んでいます`, en: `the clock is ${-minutes} min ahead of AWS's` },
    fix: { ja: `合わせます（ずれたままでは、入力する aws コマンドが拒否されます）: ${ja}`, en: `Set it (with it wrong, the aws commands that you type are refused): ${en}` },
  };
}

async function checkExpiry({ aws, now, profile }: AccountLook): Promise<Finding> {
  const expiresAt = await aws.account.expiresAt();
  if (expiresAt === undefined) return { id: 'credentials', result: 'ok', observed: { ja: '期限のないキーです', en: 'keys that do not expire' } };
  const flag = profileFlag(profile);
  const minutes = Math.round((expiresAt - now) / 60_000);
  const observed: Text = { ja: `あと ${minutes} 分で切れます`, en: `they expire in ${minutes} min` };
  if (expiresAt - now >= hour) return { id: 'credentials', result: 'ok', observed };
  return { id: 'credentials', result: minutes <= 0 ? 'fail' : 'warn', observed, fix: { ja: `取り直します: aws sso login${flag} （aws login${flag} を使っているならそちら）`, en: `Get new ones: aws sso login${flag} (or aws login${flag}, if that is what you use)` } };
}

async function checkPermissions({ aws, profile }: AccountLook): Promise<Finding> {
  const { arn } = await aws.account.caller();
  const denied = await aws.roles.deniedActions(arn, neededActions);
  if (denied.length === 0) return { id: 'permissions', result: 'ok', observed: { ja: `${neededActions.length} 個のアクションを確かめました（IAM のシミュレーション）`, en: `${neededActions.length} actions tried by IAM's simulation` } };
  return { id: 'permissions', result: 'fail', observed: { ja: `許可されていません: ${denied.join(', ')}`, en: `not allowed: ${denied.join(', ')}` }, fix: { ja: `管理者に許可してもらいます。誰として呼んでいるかは: aws sts get-caller-identity${profileFlag(profile)}`, en: `Ask the administrator to allow them. Who you are: aws sts get-caller-identity${profileFlag(profile)}` } };
}

async function checkServiceLinkedRole({ aws, profile }: AccountLook): Promise<Finding> {
  const id = 'service-linked-role';
  if ((await aws.roles.find('AWSServiceRoleForECS')) !== undefined) return { id, result: 'ok', observed: plain('AWSServiceRoleForECS') };
  return { id, result: 'warn', observed: { ja: 'AWSServiceRoleForECS がまだありません。クラスターの章で作ります', en: 'no AWSServiceRoleForECS yet: the chapter on clusters makes it' }, fix: plain(`aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com${profileFlag(profile)}`) };
}

function checkQuota(id: string, what: Text, count: number, quota: number): Finding {
  const observed: Text = { ja: `${what.ja} ${count} 個（ふつうの上限は ${quota}）`, en: `${counted(count, what.en)} (the usual limit is ${quota})` };
  if (count < quota) return { id, result: 'ok', observed };
  return { id, result: 'warn', observed, fix: { ja: '1 つ消すか、上限を見ます: https://console.aws.amazon.com/servicequotas/', en: 'Delete one, or see your limit: https://console.aws.amazon.com/servicequotas/' } };
}

async function checkLeftovers({ aws, owner, known }: AccountLook): Promise<Finding> {
  const found = await aws.taggedResources.find(tagsFor(owner));
  if (found.length === 0) return { id: 'leftovers', result: 'ok', observed: { ja: '前の回の残りはありません', en: 'nothing is left of an earlier run' } };
  const observed: Text = { ja: `このワークショップのタグが付いたものが ${found.length} 個あります`, en: `${counted(found.length, 'resource')} ${found.length === 1 ? 'has' : 'have'} the workshop's tags` };
  if (known.length > 0) return { id: 'leftovers', result: 'ok', observed };
  return { id: 'leftovers', result: 'warn', observed, fix: { ja: '片付けます（何を消すかだけ見るには --dry-run）: boyacky-lab cleanup', en: 'Take them away (--dry-run only shows what): boyacky-lab cleanup' } };
}
