import { resourcesOf } from './adopt.js';
import { removeOne, type ReceiptLine } from './clean-up/remove-one.js';
import { removers } from './clean-up/removers.js';
import type { LedgerResource } from './ledger.js';
import type { Step, StepContext } from './types.js';

export interface ResetPlan {
  /** What would be deleted: what the step makes, as far as it is ours and is there. */
  readonly resources: readonly LedgerResource[];
  /** Ids of later steps that are remembered as done, or have noted facts, and would have to be done again as well. */
  readonly undone: readonly string[];
}

/** What a reset of the step would take back; `steps`: those of the course. Changes nothing. */
export async function planReset(step: Step, context: StepContext, steps: readonly Step[]): Promise<ResetPlan> {
  const resources: LedgerResource[] = [];
  for (const { remover, resource } of await removals(step, context)) if (await remover.exists(context, resource.id)) resources.push(resource);
  const { facts, witnessed } = context.progress.state;
  const undone = thoseThatRestOn(step, steps).filter(({ id }) => id in facts || id in witnessed);
  return { resources, undone: undone.map(({ id }) => id) };
}

/**
 * Takes one step back: what the step made and is on our ledger is deleted, and what is remembered (seen, answered,
 * noted) of it and of the steps that rest on it is forgotten. The learner's files stay. What cannot be deleted, because
 * something else leans on it, is answered as still there; then nothing is forgotten, for it is all still so.
 */
export async function resetStep(step: Step, context: StepContext, steps: readonly Step[]): Promise<readonly ReceiptLine[]> {
  const lines: ReceiptLine[] = [];
  for (const { remover, resource } of await removals(step, context)) {
    const line = await removeOne(remover, resource, context);
    if (line !== undefined) lines.push(line);
  }
  if (lines.every(({ result }) => result === 'gone')) for (const { id } of [step, ...thoseThatRestOn(step, steps)]) context.progress.forget(id);
  return lines;
}

/** Steps that rest on this one, and those that rest on them, in the order of the course. */
function thoseThatRestOn(step: Step, steps: readonly Step[]): readonly Step[] {
  const ids = new Set([step.id]);
  // Each rests on earlier ones only, so one pass in order finds them all.
  return steps.filter(({ id, restsOn = [] }) => {
    if (id === step.id || !restsOn.some((each) => ids.has(each))) return false;
    ids.add(id);
    return true;
  });
}

async function removals(step: Step, context: StepContext) {
  const ours = (await resourcesOf(step, context)).filter((resource) => context.ledger.has(resource));
  const all = [...ours, ...(await leftBehind(ours, context))];
  return removers.flatMap((remover) => all.filter(({ kind }) => kind === remover.kind).map((resource) => ({ remover, resource })));
}

/** Tables that a stack has made and keeps when it is deleted: the next one would stumble over them. */
async function leftBehind(ours: readonly LedgerResource[], { aws }: StepContext): Promise<readonly LedgerResource[]> {
  const stacks = ours.filter(({ kind }) => kind === 'stack');
  const parts = await Promise.all(stacks.map(async ({ id }) => ((await aws.stacks.find(id)) === undefined ? [] : aws.stacks.resources(id))));
  return parts.flat().filter(({ type, status, physicalId }) => type === 'AWS::DynamoDB::Table' && /_COMPLETE$/.test(status) && status !== 'DELETE_COMPLETE' && physicalId !== '').map(({ physicalId }) => ({ kind: 'table', id: physicalId }));
}
