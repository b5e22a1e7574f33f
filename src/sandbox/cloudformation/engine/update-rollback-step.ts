import { randomUUID } from 'node:crypto';
import type { ResourceRecord } from '../model.js';
import { blueprintOf } from './blueprint-of.js';
import { failureReason } from './failure-reason.js';
import { providerFor } from './make-resource.js';
import { outputsOf } from './outputs-of.js';
import { providerContext } from './provider-context.js';
import { refuseIfInterrupted, stackOf, type Run } from './run.js';

/** UPDATE_ROLLBACK_IN_PROGRESS → UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, or → UPDATE_ROLLBACK_FAILED. */
export async function updateRollbackStep(run: Run): Promise<void> {
  const stack = stackOf(run);
  const failed: string[] = [];
  for (const record of run.stacks.resources(run.stackId)) {
    refuseIfInterrupted(run);
    if (!record.change?.before || record.change.kind === 'undone') continue;
    if (!(await takeBack(run, record))) failed.push(record.logicalId);
  }
  if (failed.length > 0) {
    run.stacks.setStatus(run.stackId, 'UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: [${failed.join(', ')}]. `);
    return;
  }
  const definition = stack.previous ?? stack.definition;
  run.stacks.update(run.stackId, { definition, previous: undefined });
  run.stacks.update(run.stackId, { outputs: outputsOf(run, blueprintOf(run, stack, definition)) });
  run.stacks.setStatus(run.stackId, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
}

async function takeBack(run: Run, record: ResourceRecord): Promise<boolean> {
  const { change, physicalId } = record;
  if (!change?.before) return true;
  if (change.kind === 'replaced') {
    const { before } = change;
    // The two halves change places: the new one is deleted in the clean-up.
    const isReplaced = physicalId !== undefined && physicalId !== before.physicalId;
    const other = { physicalId, attributes: record.attributes, properties: record.properties, stackTags: record.stackTags };
    run.stacks.setResourceStatus({ ...record, ...before, change: isReplaced ? { kind: 'undone', before: other } : undefined }, 'UPDATE_COMPLETE');
    return true;
  }
  const begun = run.stacks.setResourceStatus(record, 'UPDATE_IN_PROGRESS');
  try {
    const { before } = change;
    const context = providerContext(run, record.logicalId, { generation: record.generation, stackTags: before.stackTags, signal: run.signal });
    const provider = providerFor(run, record.type);
    await provider.update(physicalId ?? '', { before: record.properties, after: before.properties, tagsBefore: record.stackTags }, context);
    run.stacks.setResourceStatus({ ...begun, ...before, change: undefined }, 'UPDATE_COMPLETE');
    return true;
  } catch (error) {
    refuseIfInterrupted(run);
    run.stacks.setResourceStatus(begun, 'UPDATE_FAILED', failureReason(record, error, randomUUID()));
    return false;
  }
}
