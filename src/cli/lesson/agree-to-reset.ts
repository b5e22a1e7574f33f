import type { ResetPlan } from '../../workshop/reset-step.js';
import type { Terminal } from '../io/terminal.js';

/** Shows what a reset takes back and asks whether it may; without anything to take back there is no question: true. `yes`: it is answered already. */
export async function agreeToReset({ resources, undone }: ResetPlan, terminal: Terminal, signal: AbortSignal, { yes = false } = {}): Promise<boolean> {
  if (resources.length + undone.length === 0) return true;
  if (resources.length > 0) terminal.say({ ja: 'やり直すために、次のものを消します:', en: 'To do it again, this is deleted:' });
  for (const { kind, id } of resources) terminal.say(`    ${kind.padEnd(15)} ${id}`);
  if (undone.length > 0) terminal.say({ ja: 'このステップの結果をもとにした、次のステップもまだの状態に戻ります:', en: 'These steps were done with what came of it, and are open again, too:' });
  for (const id of undone) terminal.say(`    ${id}`);
  if (yes) return true;
  return await terminal.confirm(resources.length > 0 ? terminal.t({ ja: '消してよいですか', en: 'Delete it?' }) : terminal.t({ ja: 'やり直しますか', en: 'Do it again?' }), signal);
}
