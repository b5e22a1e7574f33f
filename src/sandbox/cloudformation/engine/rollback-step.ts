import { removeAll } from './remove-all.js';
import { stackOf, type Run } from './run.js';

/** ROLLBACK_IN_PROGRESS (a creation that failed) → ROLLBACK_COMPLETE or ROLLBACK_FAILED. */
export async function rollbackStep(run: Run): Promise<void> {
  const { retainExceptOnCreate } = stackOf(run);
  // "Retain" holds for a resource whose creation is rolled back as well; "RetainExceptOnCreate" is for this case.
  const failed = await removeAll(
    run,
    run.stacks.resources(run.stackId),
    ({ deletionPolicy, physicalId }) => deletionPolicy === 'Retain' && !retainExceptOnCreate && physicalId !== undefined,
  );
  if (failed.length > 0) {
    run.stacks.setStatus(run.stackId, 'ROLLBACK_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `);
    return;
  }
  run.stacks.setStatus(run.stackId, 'ROLLBACK_COMPLETE');
}
