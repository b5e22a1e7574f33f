import { ExitCode } from '../../shared/user-error.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { openStep } from '../open-step.js';

/** `boyacky-lab hint [step]`: the hints of a step, from the gentle one to the command. */
export async function hint(options: ExistingOptions, [id]: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  return await withSession(options, signal, { changes: false }, async (session, terminal) => {
    const step = await openStep(session, id);
    const { title, hints } = step.text[terminal.language];
    terminal.out(`${title} (${step.id})`);
    for (const [index, text] of hints.entries()) terminal.out(`\n${index + 1}. ${text}`);
    return ExitCode.done;
  });
}
