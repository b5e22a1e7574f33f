import { removeAll } from './remove-all.js';
import { stackOf, type Run } from './run.js';

/** DELETE_IN_PROGRESS → DELETE_COMPLETE or DELETE_FAILED. */
export async function deleteStep(run: Run): Promise<void> {
  const { deletion } = stackOf(run);
  const isKept = (record: { readonly logicalId: string; readonly deletionPolicy: string }) =>
    record.deletionPolicy !== 'Delete' || (deletion?.retain.includes(record.logicalId) ?? false);
  let failed = await removeAll(run, run.stacks.resources(run.stackId), isKept);
  if (failed.length > 0 && deletion?.force) {
    const given = new Set(failed);
    failed = await removeAll(run, run.stacks.resources(run.stackId), (record) => isKept(record) || given.has(record.logicalId));
  }
  if (failed.length > 0) {
    run.stacks.setStatus(run.stackId, 'DELETE_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `);
    return;
  }
  run.stacks.update(run.stackId, { deletedAt: run.context.clock.now(), outputs: [] });
  run.stacks.setStatus(run.stackId, 'DELETE_COMPLETE');
}
