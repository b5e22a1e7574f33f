import type { PolicyDocument } from '../../../aws/roles.js';
import { names } from '../../names.js';
import type { Text } from '../../types.js';
import { plain } from '../../verdict.js';

/** What Boyacky calls. GetItem is allowed though not called: reading one boyaki is no more than reading the list. */
const allowed = ['dynamodb:DescribeTable', 'dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:DeleteItem', 'dynamodb:Query'];
const needed = allowed.filter((action) => action !== 'dynamodb:GetItem');

/** The table and its index, nothing else. */
export function tablePolicy(tableArn: string): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Sid: 'BoyackyTable', Effect: 'Allow', Action: allowed, Resource: [tableArn, indexArn(tableArn)] }] };
}

/** What a policy allows too much or too little; empty: it is just right. */
export function findPolicyFaults(policy: PolicyDocument, tableArn: string): readonly Text[] {
  const allows = policy.Statement.filter(({ Effect }) => Effect === 'Allow');
  const actions = allows.flatMap(({ Action }) => [Action ?? []].flat());
  const resources = allows.flatMap(({ Resource }) => [Resource ?? []].flat());
  const isAllowed = (action: string) => allowed.some((each) => sameAction(each, action));
  // The index may be named with a wildcard: it is still an index of this table.
  const scope = [tableArn, indexArn(tableArn), `${tableArn}/index/*`];
  return [
    ...actions.filter((action) => !isAllowed(action)).map((action): Text => ({ ja: `アクション ${action} は広すぎるか、要りません`, en: `the action ${action} is too broad or not needed` })),
    ...resources.filter((resource) => !scope.includes(resource)).map(tooBroad),
    ...needed.filter((action) => !actions.some((each) => sameAction(each, action) || each === 'dynamodb:*' || each === '*')).map(missing),
    ...[tableArn, indexArn(tableArn)].filter((arn) => !resources.some((resource) => covers(resource, arn))).map(missing),
  ];
}

function tooBroad(resource: string): Text {
  if (resource === '*') return { ja: 'リソースが * で、すべてのテーブルに及びます', en: 'the resource is *: it reaches every table' };
  return { ja: `リソース ${resource} は ${names.table} テーブルでもそのインデックスでもありません`, en: `the resource ${resource} is neither the table ${names.table} nor its index` };
}

function missing(name: string): Text {
  return { ja: `${name} が許可されていません`, en: `${name} is not allowed` };
}

function covers(resource: string, arn: string): boolean {
  return resource === '*' || resource === arn || (resource.endsWith('/index/*') && arn.startsWith(resource.slice(0, -1)));
}

/** IAM reads the names of actions without regard to case. */
function sameAction(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function indexArn(tableArn: string): string {
  return `${tableArn}/index/${names.tableIndex}`;
}

/** Managed policies that give the app more than its table. */
const broadPolicies = ['AmazonDynamoDBFullAccess', 'AmazonDynamoDBFullAccess_v2', 'PowerUserAccess', 'AdministratorAccess'];

export function findBroadPolicies(arns: readonly string[]): readonly Text[] {
  return arns.filter((arn) => broadPolicies.includes(arn.split('/').at(-1) ?? '')).map(plain);
}
