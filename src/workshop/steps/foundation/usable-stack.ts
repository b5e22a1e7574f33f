import type { Stack } from '../../../aws/stacks.js';
import { names } from '../../names.js';
import type { StepContext, Verdict } from '../../types.js';
import { notYet, plain } from '../../verdict.js';

/** The finished stack, or the verdict for a step that needs it finished. */
export async function findUsableStack({ aws }: StepContext): Promise<Stack | Verdict> {
  const stack = await aws.stacks.find(names.stack);
  if (stack !== undefined && isFinished(stack)) return stack;
  return notYet(
    { ja: `スタック ${names.stack} ができあがっている`, en: `the stack ${names.stack} is complete` },
    stack === undefined ? { ja: 'スタックがありません', en: 'there is no stack' } : plain(stack.status),
    { ja: '先にスタックを作り、CREATE_COMPLETE になるまで待ちます。', en: 'Create the stack first, and wait for CREATE_COMPLETE.' },
  );
}

export function isFinished({ status }: Stack): boolean {
  return status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE';
}
