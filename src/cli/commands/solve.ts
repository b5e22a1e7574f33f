import type { ExitCode } from '../../shared/user-error.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { openStep } from '../open-step.js';
import { walkUnattended } from '../walk-unattended.js';

/** `boyacky-lab solve [step]`: has one step done; without a name, the open one. */
export async function solve(options: ExistingOptions, [id]: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  return await withSession(options, signal, { changes: true }, async (session, terminal) => walkUnattended(session, [await openStep(session, id)], terminal));
}
