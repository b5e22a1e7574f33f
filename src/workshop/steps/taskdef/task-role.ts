import { names, tagsFor } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { UserError } from '../../../shared/user-error.js';
import { done, notYet, plain } from '../../verdict.js';
import { joinTexts } from './join-texts.js';
import { findBroadPolicies, findPolicyFaults, tablePolicy } from './table-policy.js';
import { tasksTrust, trustedServices, trustsTasks } from './trusts-tasks.js';

/** Who the app is when it calls AWS: somebody who may use one table, and nothing else. */
export const taskRole: Step = {
  id: 'taskdef.task-role',
  kind: 'state',
  makes: [{ kind: 'role', id: names.taskRole }],
  commands: async ({ aws }) => {
    const tableArn = (await aws.tables.find(names.table))?.arn ?? 'arn:…';
    return [
      `aws iam create-role --role-name ${names.taskRole} --assume-role-policy-document '${JSON.stringify(tasksTrust)}'`,
      `aws iam put-role-policy --role-name ${names.taskRole} --policy-name ${names.taskRolePolicy} --policy-document '${JSON.stringify(tablePolicy(tableArn))}'`,
    ];
  },
  check: checkTaskRole,
  solve: async ({ aws, ledger, owner }) => {
    const table = await aws.tables.find(names.table);
    if (table === undefined) {
      throw new UserError('table-missing', { ja: `テーブル ${names.table} がありません`, en: `The table ${names.table} is not there` }, { why: { ja: 'ロールが使ってよいのはこのテーブルだけです。第 1 章で作ります。', en: 'The role is allowed this one table; chapter 1 makes it.' }, next: 'boyacky-lab solve foundation.create-stack' });
    }
    if ((await aws.roles.find(names.taskRole)) === undefined) {
      await ledger.record({ kind: 'role', id: names.taskRole }, () =>
        aws.roles.create({ name: names.taskRole, trust: tasksTrust, description: 'Boyacky, when it calls AWS', tags: tagsFor(owner) }),
      );
    }
    const policy = await aws.roles.inlinePolicy(names.taskRole, names.taskRolePolicy);
    if (policy !== undefined && findPolicyFaults(policy, table.arn).length === 0) return;
    await aws.roles.putInlinePolicy(names.taskRole, names.taskRolePolicy, tablePolicy(table.arn));
  },
};

async function checkTaskRole({ aws }: StepContext): Promise<Verdict> {
  const expected = {
    ja: `${names.taskRole} が ecs-tasks.amazonaws.com に信頼を与え、${names.table} テーブルとそのインデックスだけを許可する`,
    en: `${names.taskRole} is trusted by ecs-tasks.amazonaws.com and allowed the table ${names.table} and its index only`,
  };
  const role = await aws.roles.find(names.taskRole);
  if (role === undefined) {
    return notYet(expected, { ja: 'ロールがまだありません', en: 'there is no such role yet' }, { ja: `IAM ロール ${names.taskRole} を作ります。`, en: `Create the IAM role ${names.taskRole}.` });
  }
  if (!trustsTasks(role)) {
    return notYet(
      expected,
      { ja: `信頼されているのは ${trustedServices(role)} です`, en: `it trusts ${trustedServices(role)}` },
      {
        ja: `aws iam update-assume-role-policy --role-name ${names.taskRole} で信頼先を ecs-tasks.amazonaws.com にします。`,
        en: `Change its trust policy to ecs-tasks.amazonaws.com: aws iam update-assume-role-policy --role-name ${names.taskRole}.`,
      },
    );
  }
  const table = await aws.tables.find(names.table);
  if (table === undefined) {
    return notYet(expected, { ja: `テーブル ${names.table} がありません`, en: `the table ${names.table} is not there` }, { ja: '第 1 章のスタックを作ります。', en: 'Create the stack of chapter 1.' });
  }
  const broad = findBroadPolicies(await aws.roles.attachedPolicies(names.taskRole));
  if (broad.length > 0) {
    return notYet(
      expected,
      { ja: `${joinTexts(broad).ja} が付いていて、ほかのテーブルにも及びます`, en: `${joinTexts(broad).en} is attached, which reaches other tables too` },
      { ja: 'aws iam detach-role-policy で外し、このテーブルだけのポリシーにします。', en: 'Detach it (aws iam detach-role-policy) and allow this table only.' },
    );
  }
  const policy = await aws.roles.inlinePolicy(names.taskRole, names.taskRolePolicy);
  const faults = policy === undefined ? [{ ja: `インラインポリシー ${names.taskRolePolicy} がありません`, en: `it has no inline policy ${names.taskRolePolicy}` }] : findPolicyFaults(policy, table.arn);
  if (faults.length > 0) {
    return notYet(expected, joinTexts(faults), {
      ja: `ポリシー ${names.taskRolePolicy} を、DescribeTable・PutItem・GetItem・DeleteItem・Query だけ、${table.arn} とそのインデックスだけにします。`,
      en: `Let the policy ${names.taskRolePolicy} allow DescribeTable, PutItem, GetItem, DeleteItem and Query on ${table.arn} and its index only.`,
    });
  }
  return done(plain(role.arn), plain(`${names.taskRolePolicy}: ${table.arn}`));
}
