import { ExitCode } from '../../shared/user-error.js';
import { hintLadder, whatToType } from '../../workshop/hint-ladder.js';
import { readCourse } from '../compose.js';
import { rungLines } from '../lesson/say-rung.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { openStep } from '../open-step.js';
import { requireStep } from '../select-steps.js';

export interface HintOptions extends ExistingOptions {
  /** How far up the ladder; the last rung is the solution. */
  readonly level?: number;
  /** Nothing but what to type, each command whole on its line, for copying. */
  readonly commands?: boolean;
}

/** `boyacky-lab hint [step]`: the hints of a step, as many rungs of the ladder as are asked for, the gentle one first. */
export async function hint(options: HintOptions, [id]: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  // A wrong name is told before anything is looked for or started.
  if (id !== undefined) requireStep(readCourse(), id);
  return await withSession(options, signal, { changes: false }, async (session, terminal) => {
    const courseStep = await openStep(session, id);
    if (options.commands === true) {
      for (const command of await whatToType(courseStep, session.context)) terminal.out(command);
      return ExitCode.done;
    }
    const rungs = await hintLadder(courseStep, session.context, terminal.language);
    const level = Math.min(options.level ?? 1, rungs.length);
    terminal.show(`${courseStep.text[terminal.language].title} (${courseStep.id})`);
    for (const [index, rung] of rungs.slice(0, level).entries()) for (const line of rungLines(rung, index, rungs.length, terminal)) terminal.show(line);
    if (rungs[level - 1]?.commands.length) {
      const bare = `boyacky-lab hint ${courseStep.id} --commands`;
      terminal.say({ ja: `コマンドだけを出す（コピー用）: ${bare}`, en: `The commands alone, for copying: ${bare}` });
    }
    if (level < rungs.length) {
      const next = `boyacky-lab hint ${courseStep.id} --level ${level + 1}`;
      terminal.say({ ja: `もう少し: ${next}`, en: `One more: ${next}` });
    }
    return ExitCode.done;
  });
}
