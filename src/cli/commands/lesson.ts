import { ExitCode } from '../../shared/user-error.js';
import { planReset, resetStep } from '../../workshop/reset-step.js';
import { readCourse } from '../compose.js';
import { noTerminal } from '../no-terminal.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { agreeToReset } from '../lesson/agree-to-reset.js';
import { receiptLine } from '../render/receipt-lines.js';
import { requireStep, selectSteps } from '../select-steps.js';
import { walkInteractively } from '../walk-interactively.js';

export interface LessonOptions extends ExistingOptions {
  /** Take this step back first. */
  readonly reset?: boolean;
}

/** `boyacky-lab lesson [chapter|step]`: step by step through a part of the course; without a name, the open chapter. */
export async function lesson(options: LessonOptions, [name]: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) throw noTerminal(`boyacky-lab solve ${name ?? ''}`.trim());
  // A wrong name is told before anything is looked for or started.
  selectSteps(readCourse(), name === undefined ? [] : [name]);
  return await withSession(options, signal, { changes: true }, async (session, terminal) => {
    const { course, context, progress } = session;
    const open = course.steps.find(({ id }) => id === progress.state.currentStep);
    if (options.reset === true) {
      const { step } = requireStep(course, name ?? open?.id ?? '');
      const steps = course.steps.map((each) => each.step);
      if (!(await agreeToReset(await planReset(step, context, steps), terminal, signal))) return ExitCode.notDone;
      for (const line of await resetStep(step, context, steps)) terminal.say(receiptLine(line, terminal));
    }
    const chosen = name ?? open?.chapter ?? course.chapters[0]?.id;
    // A chapter that is named begins at its beginning; the open one goes on where the learner was.
    return await walkInteractively(session, selectSteps(course, chosen === undefined ? [] : [chosen]), terminal, name === undefined ? open : undefined);
  });
}
