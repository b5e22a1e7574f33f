import { names, tagsFor } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { tasksTrust, trustedServices, trustsTasks } from './trusts-tasks.js';

/**
 * With this role ECS pulls the image and sends the logs, before and beside the app. Many accounts have it already:
 * then it is used as it is, completed if need be, and not ours to delete.
 */
export const executionRole: Step = {
  id: 'taskdef.execution-role',
  kind: 'state',
  makes: [{ kind: 'role', id: names.executionRole }],
  commands: async () => [
    `aws iam create-role --role-name ${names.executionRole} --assume-role-policy-document '${JSON.stringify(tasksTrust)}'`,
    `aws iam attach-role-policy --role-name ${names.executionRole} --policy-arn ${names.executionPolicyArn}`,
  ],
  check: checkExecutionRole,
  solve: async ({ aws, ledger, owner, say }) => {
    const found = await aws.roles.find(names.executionRole);
    if (found === undefined) {
      await ledger.record({ kind: 'role', id: names.executionRole }, () =>
        aws.roles.create({ name: names.executionRole, trust: tasksTrust, description: 'ECS pulls images and sends logs with it', tags: tagsFor(owner) }),
      );
    } else if (!ledger.has({ kind: 'role', id: names.executionRole })) {
      say({ ja: `${names.executionRole} はもうあるので、それを使います（片付けでも消しません）`, en: `${names.executionRole} exists already: it is used, and the clean-up leaves it` });
    }
    const attached = await aws.roles.attachedPolicies(names.executionRole);
    if (!attached.includes(names.executionPolicyArn)) await aws.roles.attachPolicy(names.executionRole, names.executionPolicyArn);
  },
};

async function checkExecutionRole({ aws }: StepContext): Promise<Verdict> {
  const expected = {
    ja: `${names.executionRole} に AmazonECSTaskExecutionRolePolicy が付いている`,
    en: `${names.executionRole} has AmazonECSTaskExecutionRolePolicy`,
  };
  const role = await aws.roles.find(names.executionRole);
  if (role === undefined) {
    return notYet(expected, { ja: 'ロールがまだありません', en: 'there is no such role yet' }, { ja: `IAM ロール ${names.executionRole} を作ります。`, en: `Create the IAM role ${names.executionRole}.` });
  }
  if (!trustsTasks(role)) {
    return notYet(
      expected,
      { ja: `信頼されているのは ${trustedServices(role)} です`, en: `it trusts ${trustedServices(role)}` },
      {
        ja: `aws iam update-assume-role-policy --role-name ${names.executionRole} で信頼先に ecs-tasks.amazonaws.com を入れます。`,
        en: `Let it trust ecs-tasks.amazonaws.com: aws iam update-assume-role-policy --role-name ${names.executionRole}.`,
      },
    );
  }
  if (!(await aws.roles.attachedPolicies(names.executionRole)).includes(names.executionPolicyArn)) {
    return notYet(
      expected,
      { ja: 'ロールはありますが、ポリシーが付いていません', en: 'the role exists, but the policy is not attached' },
      {
        ja: `aws iam attach-role-policy --role-name ${names.executionRole} --policy-arn ${names.executionPolicyArn}`,
        en: `aws iam attach-role-policy --role-name ${names.executionRole} --policy-arn ${names.executionPolicyArn}`,
      },
    );
  }
  return done(plain(role.arn), plain(names.executionPolicyArn));
}
