import type { ExitCode } from '../../shared/user-error.js';
import { readCourse } from '../compose.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { openStep } from '../open-step.js';
import { requireStep } from '../select-steps.js';
import { walkUnattended } from '../walk-unattended.js';

/** `boyacky-lab solve [step]`: has one step done; without a name, the open one. */
export async function solve(options: ExistingOptions, [id]: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  // A wrong name is told before anything is looked for or started.
  if (id !== undefined) requireStep(readCourse(), id);
  return await withSession(options, signal, { changes: true }, async (session, terminal) => walkUnattended(session, [await openStep(session, id)], terminal));
}
