import type { PolicyDocument } from '../../../aws/roles.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { executionRole } from './execution-role.js';

/** What the managed policy of the execution role allows, as it stands in the account. */
export const executionPolicy: Step = {
  id: 'taskdef.execution-policy',
  kind: 'moment',
  commands: async ({ aws }) => {
    const version = (await aws.roles.managedPolicy(names.executionPolicyArn))?.version ?? 'v1';
    return [
      `aws iam list-attached-role-policies --role-name ${names.executionRole}`,
      `aws iam get-policy-version --policy-arn ${names.executionPolicyArn} --version-id ${version} --query PolicyVersion.Document`,
    ];
  },
  check: checkPolicy,
  solve: (context) => executionRole.solve(context),
};

async function checkPolicy({ aws }: StepContext): Promise<Verdict> {
  const expected = { ja: `${names.executionRole} に付いたポリシーの中身を読む`, en: `the policy of ${names.executionRole} is read` };
  const role = await aws.roles.find(names.executionRole);
  if (role === undefined) {
    return notYet(expected, { ja: 'ロールがまだありません', en: 'there is no such role yet' }, { ja: '先に boyacky-lab solve taskdef.execution-role を実行します。', en: 'First: boyacky-lab solve taskdef.execution-role' });
  }
  const attached = await aws.roles.attachedPolicies(names.executionRole);
  const policy = attached.includes(names.executionPolicyArn) ? await aws.roles.managedPolicy(names.executionPolicyArn) : undefined;
  if (policy === undefined) {
    const fix = plain(`aws iam attach-role-policy --role-name ${names.executionRole} --policy-arn ${names.executionPolicyArn}`);
    return notYet(expected, { ja: 'AmazonECSTaskExecutionRolePolicy が付いていません', en: 'AmazonECSTaskExecutionRolePolicy is not attached' }, fix);
  }
  return done(plain(names.executionPolicyArn), ...allowedActions(policy.document).map(plain));
}

function allowedActions({ Statement }: PolicyDocument): string[] {
  return Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => [Action ?? []].flat());
}
