import { ExitCode } from '../../shared/user-error.js';
import { readCourse } from '../compose.js';
import { noTerminal } from '../no-terminal.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { takeBack } from '../lesson/take-back.js';
import { requireStep, selectSteps } from '../select-steps.js';
import { walkInteractively } from '../walk-interactively.js';

export interface LessonOptions extends ExistingOptions {
  /** Take this step back first. */
  readonly reset?: boolean;
  /** Do not ask whether it may be. */
  readonly yes?: boolean;
}

const whyAsked = { ja: 'やり直すと、そのステップで作ったものが消えます。', en: 'To take a step back, what it made is deleted.' };

/** `boyacky-lab lesson [chapter|step]`: step by step through a part of the course; without a name, the open chapter. */
export async function lesson(options: LessonOptions, [name]: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const attended = process.stdin.isTTY === true && process.stderr.isTTY === true;
  if (!attended && options.reset !== true) throw noTerminal(`boyacky-lab solve ${name ?? ''}`.trim());
  if (!attended && options.yes !== true) throw noTerminal(`boyacky-lab lesson ${name ?? '<step>'} --reset --yes`, whyAsked);
  // A wrong name is told before anything is looked for or started.
  selectSteps(readCourse(), name === undefined ? [] : [name]);
  return await withSession(options, signal, { changes: true }, async (session, terminal) => {
    const { course, progress } = session;
    const open = course.steps.find(({ id }) => id === progress.state.currentStep);
    if (options.reset === true) {
      const { step } = requireStep(course, name ?? open?.id ?? '');
      const result = await takeBack(session, step, terminal, { yes: options.yes === true });
      // Without a terminal there is nobody to go through the lesson.
      if (result !== 'taken back' || !attended) return result === 'taken back' ? ExitCode.done : ExitCode.notDone;
    }
    const chosen = name ?? open?.chapter ?? course.chapters[0]?.id;
    // A chapter that is named begins at its beginning; the open one goes on where the learner was.
    return await walkInteractively(session, selectSteps(course, chosen === undefined ? [] : [chosen]), terminal, name === undefined ? open : undefined);
  });
}
