import { explainFailure } from './explain-failure.js';
import { tellNearNames } from './near-names.js';
import type { Witnessed } from './progress.js';
import type { Step, StepContext, Text, Verdict } from './types.js';
import { done } from './verdict.js';

/** The same context for one who only looks: what a step would say at work is not said. */
export function quietly(context: StepContext): StepContext {
  return { ...context, say: () => undefined };
}

/** What a person types for the step; nothing where the world does not know enough for it yet. */
export async function commandsFor({ commands }: Pick<Step, 'commands'>, context: StepContext): Promise<readonly string[]> {
  return (await commands?.(quietly(context)).catch(() => [])) ?? [];
}

/**
 * One look at a step: its check, with failures of the outside turned into `cannot-tell`, and moments that were
 * witnessed before (or questions answered right) taken as done. Changes nothing.
 */
export async function look(step: Step, context: StepContext): Promise<Verdict> {
  const witnessed = step.kind === 'moment' ? context.progress.witnessed(step.id) : undefined;
  if (witnessed !== undefined) return done(seenAt(witnessed, context.clock.now()), ...witnessed.evidence);
  try {
    return await tellNearNames(await step.check(context), step, context);
  } catch (error) {
    context.signal.throwIfAborted();
    const verdict = explainFailure(error);
    if (verdict === undefined) throw error;
    return verdict;
  }
}

/** What was seen then may be gone now: the evidence of a moment is told as past, with its time on the learner's clock. */
function seenAt({ at }: Witnessed, now: number): Text {
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return { ja: '以前に確認したこと:', en: 'seen before:' };
  const [day, time] = [dayOf(then), `${twoDigits(then.getHours())}:${twoDigits(then.getMinutes())}`];
  return day === dayOf(new Date(now)) ? { ja: `${time} に確認したこと:`, en: `seen at ${time}:` } : { ja: `${day} ${time} に確認したこと:`, en: `seen on ${day} at ${time}:` };
}

function dayOf(date: Date): string {
  return [String(date.getFullYear()), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
