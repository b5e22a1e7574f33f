import { resourcesOf } from './adopt.js';
import { removeOne, type ReceiptLine } from './clean-up/remove-one.js';
import { removers } from './clean-up/removers.js';
import type { LedgerResource } from './ledger.js';
import type { Step, StepContext } from './types.js';

/** What a reset of the step would delete: what the step makes, as far as it is ours and is there. */
export async function planReset(step: Step, context: StepContext): Promise<readonly LedgerResource[]> {
  const plan: LedgerResource[] = [];
  for (const { remover, resource } of await removals(step, context)) if (await remover.exists(context, resource.id)) plan.push(resource);
  return plan;
}

/**
 * Takes one step back: what the step made and is on our ledger is deleted, and what is remembered of it (seen,
 * answered, noted) is forgotten. The learner's files stay. What cannot be deleted, because something else leans on it,
 * is answered as still there.
 */
export async function resetStep(step: Step, context: StepContext): Promise<readonly ReceiptLine[]> {
  const lines: ReceiptLine[] = [];
  for (const { remover, resource } of await removals(step, context)) {
    const line = await removeOne(remover, resource, context);
    if (line !== undefined) lines.push(line);
  }
  context.progress.forget(step.id);
  return lines;
}

async function removals(step: Step, context: StepContext) {
  const ours = (await resourcesOf(step, context)).filter((resource) => context.ledger.has(resource));
  return removers.flatMap((remover) => ours.filter(({ kind }) => kind === remover.kind).map((resource) => ({ remover, resource })));
}
