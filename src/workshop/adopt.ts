import { arnOf } from './clean-up/arn-of.js';
import { removers } from './clean-up/removers.js';
import { whyNot } from './explain-failure.js';
import type { LedgerResource } from './ledger.js';
import { tagsFor } from './names.js';
import type { Step, StepContext } from './types.js';

/**
 * What a step makes and is there already when the step is opened: it belongs to somebody else. What could not be asked
 * about counts as somebody else's, too: better kept than deleted by mistake.
 */
export async function findForeign(step: Step, context: StepContext): Promise<readonly LedgerResource[]> {
  const foreign: LedgerResource[] = [];
  for (const resource of await resourcesOf(step, context)) {
    if (!context.ledger.has(resource) && (await exists(resource, context).catch(() => true))) foreign.push(resource);
  }
  return foreign;
}

/**
 * Takes on what the learner made by hand since the step was opened, so that the clean-up finds it: it gets our tags, and a
 * line on the ledger. Who may not set tags is asked for it by name when it is to go.
 */
export async function adopt(step: Step, context: StepContext, foreign: readonly LedgerResource[]): Promise<void> {
  for (const resource of await resourcesOf(step, context)) {
    const known = context.ledger.has(resource) || foreign.some(({ kind, id }) => kind === resource.kind && id === resource.id);
    if (known || !(await exists(resource, context))) continue;
    await context.ledger.record(resource, async () => void (await whyNot(tag(resource, context))));
  }
}

async function tag(resource: LedgerResource, context: StepContext): Promise<void> {
  const arn = await arnOf(resource, context);
  if (arn !== undefined) await context.aws.resourceTags.add(arn, tagsFor(context.owner));
}

/** What the step makes, by its names; those that are not known beforehand are found by looking. */
export async function resourcesOf({ makes = [] }: Step, context: StepContext): Promise<readonly LedgerResource[]> {
  return typeof makes === 'function' ? await makes(context).catch(() => []) : makes;
}

async function exists({ kind, id }: LedgerResource, context: StepContext): Promise<boolean> {
  return (await removers.find((remover) => remover.kind === kind)?.exists(context, id)) ?? false;
}
