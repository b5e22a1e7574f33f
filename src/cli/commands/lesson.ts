import { ExitCode, UserError } from '../../shared/user-error.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { selectSteps } from '../select-steps.js';
import { walkInteractively } from '../walk-interactively.js';

/** `boyacky-lab lesson [chapter|step]`: step by step through a part of the course; without a name, the open chapter. */
export async function lesson(options: ExistingOptions, [name]: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) {
    throw new UserError('no-terminal', 'There is no terminal to ask you on', { next: `boyacky-lab solve ${name ?? ''}`.trim(), exitCode: ExitCode.usage });
  }
  return await withSession(options, signal, { changes: true }, async (session, terminal) => {
    const open = session.course.steps.find(({ id }) => id === session.progress.state.currentStep);
    const chosen = name ?? open?.chapter ?? session.course.chapters[0]?.id;
    return await walkInteractively(session, selectSteps(session.course, chosen === undefined ? [] : [chosen]), terminal);
  });
}
