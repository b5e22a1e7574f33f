import { runStep } from '../../workshop/run-step.js';
import type { Verdict } from '../../workshop/types.js';
import { workingLines } from '../render/waiting-lines.js';
import { agreeToCost } from './agree-to-cost.js';
import { agreeToMend } from './agree-to-mend.js';
import { orSayRefusal } from './or-say-refusal.js';
import { showEdits } from './show-edits.js';
import { showWaiting } from './show-waiting.js';
import type { Visit } from './visit.js';

const redrawMs = 250;

/** Has the step done, with its progress on the screen. What is refused outside is said, and the menu comes back: undefined. */
export async function runForLearner(visit: Visit): Promise<Verdict | undefined> {
  const { session, courseStep, terminal } = visit;
  const { context } = session;
  const started = context.clock.now();
  // Until something is waited for, all there is to show is that it is at work, and for how long.
  let working: NodeJS.Timeout | undefined;
  const outcome = await orSayRefusal(session, terminal, () =>
    runStep(courseStep.step, context, {
      agree: (obstacles) => agreeToMend(obstacles, visit),
      mayBegin: async () => {
        if (!(await agreeToCost(session, terminal, [courseStep])) || !(await agreeToEdits(visit))) return false;
        working = setInterval(() => terminal.live({ lines: workingLines(context.clock.now() - started, terminal) }), redrawMs);
        return true;
      },
      onWaiting: async (waiting, elapsedMs) => {
        clearInterval(working);
        await showWaiting(visit, waiting, elapsedMs);
      },
    }).finally(() => clearInterval(working)),
  );
  if (outcome?.outcome === 'not-done' && outcome.leftAlone !== undefined) terminal.say(outcome.leftAlone);
  return outcome?.verdict;
}

/** What lies in files is shown before it is written, and written only if the learner says so. */
async function agreeToEdits(visit: Visit): Promise<boolean> {
  const { session, terminal } = visit;
  if (!(await showEdits(visit))) return true;
  return await terminal.confirm(terminal.t({ ja: 'このとおりに書き換えますか', en: 'Write it so?' }), session.context.signal);
}
