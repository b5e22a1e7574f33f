import type { CourseStep } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { costAhead } from '../render/cost-lines.js';

/** On AWS nothing that costs by the hour is made by a key that was pressed once too often; where none of it costs there is no question: true. */
export async function agreeToCost({ context }: Pick<Session, 'context'>, terminal: Terminal, steps: readonly CourseStep[]): Promise<boolean> {
  const { target, signal } = context;
  if (target.kind !== 'aws') return true;
  const costs = steps.flatMap(({ id, step }) => {
    const cost = costAhead(step, target);
    return cost === undefined ? [] : [{ id, cost }];
  });
  if (costs.length === 0) return true;
  for (const { id, cost } of costs) terminal.say(steps.length === 1 ? cost : { ja: `${id}  ${cost.ja}`, en: `${id}  ${cost.en}` });
  return await terminal.confirm(terminal.t({ ja: '作ってよいですか', en: 'Make it?' }), signal);
}
