import { randomUUID } from 'node:crypto';
import type { MadeResource, ResourceRecord } from '../model.js';
import { failureReason, isInUse } from './failure-reason.js';
import { providerFor } from './make-resource.js';
import { providerContext } from './provider-context.js';
import { refuseIfInterrupted, type Run } from './run.js';

/** How long and how often a deletion is tried again while something still uses the resource. On AWS's clock. */
const patienceMs = 600_000;
const retryMs = 15_000;

/** Deletes what was made; throws what the service said, after having waited for users of it to go. */
export async function removeMade(run: Run, record: ResourceRecord, made: MadeResource): Promise<void> {
  if (made.physicalId === undefined) return;
  const provider = providerFor(run, record.type);
  const { clock, pace } = run.context;
  const context = providerContext(run, record.logicalId, { generation: record.generation, stackTags: made.stackTags, signal: run.signal });
  const begun = clock.now();
  for (;;) {
    try {
      await provider.remove(made.physicalId, made.properties, context);
      break;
    } catch (error) {
      if (!isInUse(error) || clock.now() - begun >= pace.ms(patienceMs)) throw error;
      await clock.sleep(Math.max(10, pace.ms(retryMs)), run.signal);
    }
  }
  await clock.sleep(Math.max(0, pace.ms(provider.takes.delete) - (clock.now() - begun)), run.signal);
}

/** Deletes a resource of the stack with its events; answers whether it is gone. */
export async function removeResource(run: Run, record: ResourceRecord): Promise<boolean> {
  refuseIfInterrupted(run);
  const begun = record.status === 'DELETE_IN_PROGRESS' ? record : run.stacks.setResourceStatus(record, 'DELETE_IN_PROGRESS');
  try {
    await removeMade(run, begun, begun);
    refuseIfInterrupted(run);
    run.stacks.setResourceStatus(begun, 'DELETE_COMPLETE');
    return true;
  } catch (error) {
    refuseIfInterrupted(run);
    run.stacks.setResourceStatus(begun, 'DELETE_FAILED', failureReason(begun, error, randomUUID()));
    return false;
  }
}
