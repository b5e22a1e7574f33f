import type { Stack } from '../../../aws/stacks.js';
import { diagnoseStack, diagnoseStackReason } from '../../diagnosis/diagnose-stack.js';
import { tellDiagnosis } from '../../diagnosis/tell-diagnosis.js';
import { watchStack } from '../../live/watch-stack.js';
import { names } from '../../names.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { countResources } from './count-resources.js';
import { createStack } from './create-stack.js';
import { isFinished } from './usable-stack.js';

/** Until every resource stands; of a failed stack, the resource that failed and why. */
export const waitStack: Step = {
  id: 'foundation.wait-stack',
  kind: 'state',
  live: watchStack,
  deadlineMs: 15 * 60_000,
  commands: async () => [`aws cloudformation wait stack-create-complete --stack-name ${names.stack}`],
  check: checkStack,
  solve: (context) => createStack.solve(context),
};

async function checkStack(context: StepContext): Promise<Verdict> {
  const stack = await context.aws.stacks.find(names.stack);
  const expected = plain(`${names.stack}: CREATE_COMPLETE`);
  if (stack === undefined) {
    return notYet(
      expected,
      { ja: 'スタックがありません', en: 'there is no stack' },
      { ja: '先にスタックを作ります。別のリージョンに作っていないかも確かめてください。', en: 'Create the stack first; and check that you did not create it in another region.' },
    );
  }
  if (isFinished(stack)) return done(plain(`${stack.name}: ${stack.status}`));
  if (stack.status.endsWith('_IN_PROGRESS') && !/ROLLBACK|DELETE/.test(stack.status)) {
    return waiting(await describeStanding(context), stack.createdAt, { ja: '2〜3 分', en: '2–3 min' });
  }
  return explainRollback(context, stack, expected);
}

async function describeStanding(context: StepContext): Promise<Text> {
  const { planned, standing } = await countResources(context);
  return { ja: `${planned} 個のリソースのうち ${standing} 個ができました`, en: `${standing} of ${planned} resources are ready` };
}

async function explainRollback({ aws }: StepContext, stack: Stack, expected: Text): Promise<Verdict> {
  const cause = diagnoseStack(await aws.stacks.events(names.stack)) ?? diagnoseStackReason(stack.statusReason ?? stack.status);
  const told = tellDiagnosis(cause);
  return notYet(expected, { ja: `${stack.status} ${told.ja}`, en: `${stack.status}: ${told.en}` }, cause.fix);
}
