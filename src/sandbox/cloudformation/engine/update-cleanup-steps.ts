import { randomUUID } from 'node:crypto';
import type { ResourceRecord } from '../model.js';
import { blueprintOf } from './blueprint-of.js';
import { failureReason } from './failure-reason.js';
import { isGone } from './plan-changes.js';
import { removeAll } from './remove-all.js';
import { removeMade } from './remove-resource.js';
import { refuseIfInterrupted, stackOf, type Run } from './run.js';

/** UPDATE_COMPLETE_CLEANUP_IN_PROGRESS → UPDATE_COMPLETE: what was replaced or left out goes. */
export async function updateCleanupStep(run: Run): Promise<void> {
  const stack = stackOf(run);
  const blueprint = blueprintOf(run, stack, stack.definition);
  await removeReplaced(run, ({ updateReplacePolicy }) => updateReplacePolicy !== 'Delete');
  const left = run.stacks.resources(run.stackId).filter((record) => !isGone(record) && !blueprint.resources.has(record.logicalId));
  await removeAll(run, left, ({ deletionPolicy }) => deletionPolicy !== 'Delete');
  finish(run);
  run.stacks.update(run.stackId, { previous: undefined });
  run.stacks.setStatus(run.stackId, 'UPDATE_COMPLETE');
}

/** UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS → UPDATE_ROLLBACK_COMPLETE: what the update had made new goes. */
export async function updateRollbackCleanupStep(run: Run): Promise<void> {
  const created = run.stacks.resources(run.stackId).filter((record) => record.change?.kind === 'created' && !isGone(record));
  await removeAll(run, created, ({ deletionPolicy, physicalId }) => deletionPolicy === 'Retain' && physicalId !== undefined);
  await removeReplaced(run, () => false);
  finish(run);
  run.stacks.setStatus(run.stackId, 'UPDATE_ROLLBACK_COMPLETE');
}

/** Deletes the other half of every replacement. A failure is told and does not hold the update up, as on AWS. */
async function removeReplaced(run: Run, isKept: (record: ResourceRecord) => boolean): Promise<void> {
  const replaced = run.stacks.resources(run.stackId).filter(({ change }) => (change?.kind === 'replaced' || change?.kind === 'undone') && change.before !== undefined);
  for (const record of replaced.reverse()) {
    refuseIfInterrupted(run);
    const other = record.change?.before;
    if (!other || other.physicalId === record.physicalId) continue;
    const asOther = { ...record, ...other };
    const { status, reason } = record;
    run.stacks.setResourceStatus(asOther, isKept(record) ? 'DELETE_SKIPPED' : 'DELETE_IN_PROGRESS');
    // The event is told of the other half; the record stays that of the one that lives on.
    run.stacks.saveResource(record);
    if (isKept(record)) continue;
    try {
      await removeMade(run, asOther, other);
      refuseIfInterrupted(run);
      run.stacks.setResourceStatus(asOther, 'DELETE_COMPLETE');
    } catch (error) {
      refuseIfInterrupted(run);
      run.stacks.setResourceStatus(asOther, 'DELETE_FAILED', failureReason(record, error, randomUUID()));
    }
    run.stacks.saveResource({ ...record, status, reason });
  }
}

/** Forgets what the update did; resources that it removed are no longer part of the stack. */
function finish(run: Run): void {
  for (const record of run.stacks.resources(run.stackId)) {
    if (isGone(record)) run.stacks.forgetResource(run.stackId, record.logicalId);
    else if (record.change) run.stacks.saveResource({ ...record, change: undefined });
  }
}
