import type { Stack } from '../../../aws/stacks.js';
import { names } from '../../names.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { createStack } from './create-stack.js';
import { isFinished } from './usable-stack.js';

/** Until every resource stands; of a failed stack, the resource that failed and why. */
export const waitStack: Step = {
  id: 'foundation.wait-stack',
  kind: 'state',
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

async function describeStanding({ aws, workspace }: StepContext): Promise<Text> {
  const resources = await aws.stacks.resources(names.stack);
  const standing = resources.filter(({ status }) => status === 'CREATE_COMPLETE').length;
  // CloudFormation lists what it has begun only; how many there will be is in the template.
  const template = workspace.exists(workspace.templateFile) ? workspace.read(workspace.templateFile) : '';
  const planned = Math.max(resources.length, [...template.matchAll(/^ {4}Type: ['"]?AWS::/gm)].length);
  return { ja: `${planned} 個のリソースのうち ${standing} 個ができました`, en: `${standing} of ${planned} resources stand` };
}

async function explainRollback({ aws }: StepContext, stack: Stack, expected: Text): Promise<Verdict> {
  const events = await aws.stacks.events(names.stack);
  // The first failure is the cause; the others were only told to stop.
  const cause = events.filter(({ status, reason }) => status.endsWith('_FAILED') && !/cancelled/i.test(reason ?? '')).at(-1);
  const told = cause === undefined ? (stack.statusReason ?? '') : `${cause.logicalId} (${cause.type}): ${cause.reason ?? cause.status}`;
  const again = {
    ja: 'boyacky-lab cleanup で消してから、もう一度作ります。',
    en: 'Delete it with boyacky-lab cleanup, then create it again.',
  };
  const zones = /Fn::Select/.test(told)
    ? { ja: 'パラメーター ZoneA と ZoneB に、使えるゾーンを 2 つ書きます。', en: 'Name two zones that you can use in the parameters ZoneA and ZoneB. ' }
    : plain('');
  return notYet(expected, plain(`${stack.status}${told === '' ? '' : `: ${told}`}`), { ja: zones.ja + again.ja, en: zones.en + again.en });
}
