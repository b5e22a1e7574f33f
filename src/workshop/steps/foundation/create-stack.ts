import { watchStack } from '../../live/watch-stack.js';
import { names, tagsFor } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { isFinished } from './usable-stack.js';

/** The network, the load balancer, the log group and the table, all from one template. */
export const createStack: Step = {
  id: 'foundation.create-stack',
  kind: 'state',
  live: watchStack,
  makes: [{ kind: 'stack', id: names.stack }],
  commands: async ({ owner }) => [
    `aws cloudformation create-stack --stack-name ${names.stack} --template-body file://boyacky.yaml --parameters ParameterKey=Owner,ParameterValue=${owner}`,
  ],
  check: checkStack,
  solve: async ({ aws, ledger, owner, workspace, say }) => {
    if (!workspace.exists(workspace.templateFile)) workspace.copy(`${workspace.assets.templates}/boyacky.yaml`, workspace.templateFile);
    if ((await aws.stacks.find(names.stack)) !== undefined) return;
    const { id } = await ledger.record({ kind: 'stack', id: names.stack }, () =>
      aws.stacks.create({ name: names.stack, template: workspace.read(workspace.templateFile), parameters: { Owner: owner }, tags: tagsFor(owner) }),
    );
    say(plain(id));
  },
};

async function checkStack({ aws }: StepContext): Promise<Verdict> {
  const stack = await aws.stacks.find(names.stack);
  if (stack === undefined) {
    return notYet(
      { ja: `スタック ${names.stack} がある`, en: `the stack ${names.stack} exists` },
      { ja: 'まだありません', en: 'there is none yet' },
      { ja: 'boyacky.yaml からスタックを作ります。', en: 'Create the stack from boyacky.yaml.' },
    );
  }
  if (/^(ROLLBACK|DELETE|CREATE_FAILED)/.test(stack.status)) {
    return notYet(
      { ja: `スタック ${names.stack} が使える`, en: `the stack ${names.stack} is usable` },
      plain(`${stack.status}${stack.statusReason === undefined ? '' : `: ${stack.statusReason}`}`),
      {
        ja: '作成に失敗したスタックは更新できません。 boyacky-lab cleanup で消してから、もう一度作ります。',
        en: 'A stack whose creation failed cannot be updated: delete it with boyacky-lab cleanup, then create it again.',
      },
    );
  }
  if (isFinished(stack) && stack.outputs['VpcId'] === undefined) {
    return notYet(
      { ja: `スタック ${names.stack} が、このワークショップの boyacky.yaml から作られている`, en: `the stack ${names.stack} was made from the workshop's boyacky.yaml` },
      { ja: '別のテンプレートのようです（出力に VpcId がありません）', en: 'it seems to be of another template (its outputs have no VpcId)' },
      {
        ja: `aws cloudformation delete-stack --stack-name ${names.stack} で消し、 --template-body file://boyacky.yaml で作り直します。`,
        en: `Delete it (aws cloudformation delete-stack --stack-name ${names.stack}) and create it again with --template-body file://boyacky.yaml.`,
      },
    );
  }
  return done(plain(`${stack.name}: ${stack.status}`));
}
