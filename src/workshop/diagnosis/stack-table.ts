import { names } from '../names.js';
import type { Entry } from './diagnosis.js';
import { toType } from './what-to-type.js';

/** A stack whose creation failed has to go before the next one. */
const again = { ja: `そのあと ${toType.deleteStack} で消して、もう一度作ります。`, en: `Then delete it with ${toType.deleteStack} and create it again.` };

/** What a resource, or the stack itself, says when it failed. */
export const stackTable: readonly Entry[] = [
  {
    id: 'already-exists',
    pattern: /already exists/i,
    means: { ja: '同じ名前のものがもうあります。前に作ったものの消し残しか、ほかの人のものです。', en: 'something with that name exists already: it is left over from before, or it belongs to somebody else.' },
    fix: { ja: `要らなければ消します（テーブルなら aws dynamodb delete-table --table-name ${names.table}）。${again.ja}`, en: `Delete it if it is not needed (a table: aws dynamodb delete-table --table-name ${names.table}). ${again.en}` },
  },
  {
    id: 'account-not-ready',
    pattern: /does not support creating load balancers|is being validated|pending ?verification|account is (currently )?blocked|subscription required|not subscribed to this service|OptInRequired/i,
    means: {
      ja: 'このアカウントでは、まだこのリソースを作れません。新しいアカウントは AWS の確認を待つか、サポートに申し出る必要があります（ロードバランサーはその 1 つです）。',
      en: 'this account may not make this resource yet. A new account has to wait until AWS has verified it, or to ask AWS Support (load balancers are such a resource).',
    },
    fix: {
      ja: `https://console.aws.amazon.com/support/ で、使えるようにしてもらいます。${again.ja}`,
      en: `Have it enabled at https://console.aws.amazon.com/support/. ${again.en}`,
    },
  },
  {
    id: 'limit-exceeded',
    pattern: /limit ?exceeded|maximum number of|quota/i,
    means: { ja: 'アカウントの上限に達しました。VPC はリージョンごとに 5 個、Elastic IP も 5 個までが既定です。', en: 'a limit of the account is reached: by default 5 VPCs and 5 Elastic IPs in a region.' },
    fix: { ja: `使っていない VPC を探して消すか、別のリージョンにします: aws ec2 describe-vpcs --query 'Vpcs[].VpcId' 。${again.ja}`, en: `Find a VPC that is not used and delete it, or take another region: aws ec2 describe-vpcs --query 'Vpcs[].VpcId'. ${again.en}` },
  },
  {
    id: 'access-denied',
    pattern: /not authorized|Access ?Denied|UnauthorizedOperation/i,
    means: { ja: 'このリソースを作る権限が、あなたのユーザーにありません。', en: 'your user has no permission to make this resource.' },
    fix: { ja: `誰として呼んでいるか見て（aws sts get-caller-identity）、文中のアクションを許可してもらいます。${again.ja}`, en: `See who you are (aws sts get-caller-identity) and have the action named in the text allowed. ${again.en}` },
  },
  {
    id: 'zones',
    pattern: /Fn::Select|nonexistent value at index|no default subnets?|Availability Zone/i,
    means: { ja: 'テンプレートが 2 つめの AZ を選べません。このリージョンには、このアカウントで使える AZ が足りません。', en: 'the template cannot choose a second zone: this account has few zones in this region.' },
    fix: { ja: `使える AZ を見て（aws ec2 describe-availability-zones --query 'AvailabilityZones[].ZoneName'）、パラメーター ZoneA と ZoneB に、使える AZ を 2 つ書きます。${again.ja}`, en: `See which there are (aws ec2 describe-availability-zones --query 'AvailabilityZones[].ZoneName') and name two zones that you can use in the parameters ZoneA and ZoneB. ${again.en}` },
  },
  {
    id: 'capabilities',
    pattern: /Requires capabilities/i,
    means: { ja: 'IAM リソースを作るテンプレートなので、--capabilities での承認が必要です。', en: 'the template creates IAM resources, so you must acknowledge that with --capabilities.' },
    fix: { ja: 'create-stack に足します: aws cloudformation create-stack … --capabilities CAPABILITY_NAMED_IAM', en: 'Add to create-stack: aws cloudformation create-stack … --capabilities CAPABILITY_NAMED_IAM' },
  },
  {
    id: 'invalid-template',
    pattern: /Template (format|validation)? ?error|Unrecognized resource types|Unresolved resource dependencies|must have values|Invalid template/i,
    means: { ja: 'テンプレートに書き間違いがあるか、パラメーターが足りません。', en: 'the template has a mistake in it, or a parameter is missing.' },
    fix: { ja: '確かめます: aws cloudformation validate-template --template-body file://boyacky.yaml', en: 'Check it: aws cloudformation validate-template --template-body file://boyacky.yaml' },
  },
  {
    id: 'delete-blocked',
    pattern: /failed to delete|has dependencies|has a dependent object|DependencyViolation|cannot be deleted|in use/i,
    means: { ja: '消せないものが残っています。スタックの外で作ったもの（サービス、ターゲット、イメージなど）がまだ使っています。', en: 'something cannot be deleted: what was made outside of the stack (a service, a target, an image …) still uses it.' },
    fix: { ja: '先に使っているものを消すと消せます。順番どおりに消すには: boyacky-lab cleanup', en: 'Delete what uses it first. To delete all in the right order: boyacky-lab cleanup' },
  },
  {
    id: 'rolled-back',
    pattern: /ROLLBACK_COMPLETE|ROLLBACK_FAILED|ROLLBACK_IN_PROGRESS|failed to create|Rollback requested/i,
    means: { ja: '作成に失敗し、作ったものは取り消されました。このスタックは更新できず、消すことしかできません。', en: 'the creation failed, and what was made is taken back. This stack cannot be updated, only deleted.' },
    fix: { ja: `失敗したものを見ます: ${toType.stackEvents} 。${again.ja}`, en: `See what failed: ${toType.stackEvents}. ${again.en}` },
  },
];
