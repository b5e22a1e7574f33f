import { planReset, resetStep } from '../../workshop/reset-step.js';
import type { Step } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { receiptLine } from '../render/receipt-lines.js';
import { agreeToReset } from './agree-to-reset.js';

/** Takes a step back after a question (`yes`: it is answered already), and says what has gone and what has not. */
export async function takeBack({ course, context }: Session, step: Step, terminal: Terminal, { yes = false } = {}): Promise<'taken back' | 'declined' | 'still there'> {
  const steps = course.steps.map((each) => each.step);
  if (!(await agreeToReset(await planReset(step, context, steps), terminal, context.signal, { yes }))) return 'declined';
  const lines = await resetStep(step, context, steps);
  for (const line of lines) terminal.say(receiptLine(line, terminal));
  return lines.every(({ result }) => result === 'gone') ? 'taken back' : 'still there';
}
