import type { ResourceRecord } from '../model.js';
import { removeResource } from './remove-resource.js';
import { refuseIfInterrupted, type Run } from './run.js';
import { reversed, walkGraph } from './walk-graph.js';

/**
 * Deletes the stack's resources, each after those that need it; `isKept` ones are skipped. What depends on a
 * failure stays. Answers the logical ids that could not be deleted.
 */
export async function removeAll(run: Run, records: readonly ResourceRecord[], isKept: (record: ResourceRecord) => boolean): Promise<string[]> {
  const left = new Map(records.filter(({ status }) => status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED').map((record) => [record.logicalId, record]));
  const needs = new Map([...left].map(([id, { dependencies }]) => [id, dependencies.filter((other) => left.has(other))]));
  const failed: string[] = [];
  await walkGraph(reversed(needs), async (id) => {
    const record = left.get(id);
    if (!record) return 'done';
    refuseIfInterrupted(run);
    if (isKept(record)) {
      run.stacks.setResourceStatus(record, 'DELETE_SKIPPED');
      return 'done';
    }
    if (await removeResource(run, record)) return 'done';
    failed.push(id);
    return 'failed';
  });
  refuseIfInterrupted(run);
  return failed;
}
