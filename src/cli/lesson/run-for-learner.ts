import { runStep } from '../../workshop/run-step.js';
import type { Verdict } from '../../workshop/types.js';
import { asUserError, errorLines } from '../render/report-error.js';
import { showWaiting } from './show-waiting.js';
import type { Visit } from './visit.js';

/** Has the step done. What is refused outside is said, and the menu comes back: undefined. */
export async function runForLearner(visit: Visit): Promise<Verdict | undefined> {
  const { session, courseStep, terminal } = visit;
  const { context } = session;
  try {
    const { verdict } = await runStep(courseStep.step, context, { onWaiting: (waiting, elapsedMs) => showWaiting(visit, waiting, elapsedMs) });
    return verdict;
  } catch (error) {
    context.signal.throwIfAborted();
    const known = asUserError(error);
    if (known === undefined) throw error;
    for (const line of errorLines(known)) terminal.say(line);
    return undefined;
  }
}
