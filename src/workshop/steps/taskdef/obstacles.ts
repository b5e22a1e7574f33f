import { join } from 'node:path';
import { names } from '../../names.js';
import type { Obstacle } from '../../obstacle.js';
import type { StepContext } from '../../types.js';
import type { FindObstacles } from '../../with-obstacles.js';
import { findBroadPolicies, findPolicyFaults } from './table-policy.js';
import { tasksTrust, trustedServices, trustsTasks } from './trusts-tasks.js';

/** What the role trusts, and what it is allowed too much or too little. */
export const findTaskRoleObstacles: FindObstacles = async (context) => {
  const { aws } = context;
  const table = await aws.tables.find(names.table);
  if (table === undefined || (await aws.roles.find(names.taskRole)) === undefined) return [];
  const attached = await aws.roles.attachedPolicies(names.taskRole);
  const broad = attached.filter((arn) => findBroadPolicies([arn]).length > 0);
  const policy = await aws.roles.inlinePolicy(names.taskRole, names.taskRolePolicy);
  const isWrong = policy !== undefined && findPolicyFaults(policy, table.arn).length > 0;
  const of = { kind: 'role', id: names.taskRole } as const;
  return [
    ...(await findTrustObstacles(context, names.taskRole)),
    ...broad.map((arn): Obstacle => ({
      what: { ja: `ポリシー ${arn.split('/').at(-1) ?? arn} をロール ${names.taskRole} から外します。`, en: `The policy ${arn.split('/').at(-1) ?? arn} is detached from the role ${names.taskRole}.` },
      of,
      mend: () => aws.roles.detachPolicy(names.taskRole, arn),
    })),
    ...(isWrong
      ? [
          {
            what: { ja: `インラインポリシー ${names.taskRolePolicy} を書き換えます（いまのものは ${names.taskRolePolicy}.yours.json として残します）。`, en: `The inline policy ${names.taskRolePolicy} is rewritten (yours is kept in ${names.taskRolePolicy}.yours.json).` },
            of,
            mend: () => keepBeside(context, `${names.taskRolePolicy}.yours`, policy),
          },
        ]
      : []),
  ];
};

export const findExecutionRoleObstacles: FindObstacles = (context) => findTrustObstacles(context, names.executionRole);

async function findTrustObstacles(context: StepContext, name: string): Promise<readonly Obstacle[]> {
  const { aws } = context;
  const role = await aws.roles.find(name);
  if (role === undefined || trustsTasks(role)) return [];
  return [
    {
      what: {
        ja: `ロール ${name} の信頼先に ecs-tasks.amazonaws.com を加えます（いまは ${trustedServices(role)}）。`,
        en: `ecs-tasks.amazonaws.com is added to those whom the role ${name} trusts (now: ${trustedServices(role)}).`,
      },
      of: { kind: 'role', id: name },
      mend: () => aws.roles.setTrust(name, { ...role.trust, Statement: [...role.trust.Statement, ...tasksTrust.Statement] }),
    },
  ];
}

/** A document of the learner's, in the workspace; an earlier one is never written over. */
function keepBeside({ workspace, say }: StepContext, name: string, document: unknown): Promise<void> {
  let file = join(workspace.root, `${name}.json`);
  for (let number = 2; workspace.exists(file); number += 1) file = join(workspace.root, `${name}-${number}.json`);
  workspace.write(file, `${JSON.stringify(document, null, 2)}\n`);
  say({ ja: `${file} に取ってあります`, en: `kept in ${file}` });
  return Promise.resolve();
}
