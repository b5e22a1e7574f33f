import { setMaxListeners } from 'node:events';
import type { Blueprint } from '../template/blueprint.js';
import { blueprintOf } from './blueprint-of.js';
import { makeResource } from './make-resource.js';
import { outputsOf } from './outputs-of.js';
import { refuseIfInterrupted, stackOf, type Run } from './run.js';
import { walkGraph } from './walk-graph.js';

/** CREATE_IN_PROGRESS → CREATE_COMPLETE, or what the caller wanted on failure. */
export async function createStep(run: Run): Promise<void> {
  const stack = stackOf(run);
  const cancel = new AbortController();
  setMaxListeners(0, cancel.signal);
  const failed: string[] = [];
  let timedOut = false;
  const ended = new AbortController();
  if (stack.timeoutInMinutes !== undefined) {
    const left = stack.createdAt + stack.timeoutInMinutes * 60_000 - run.context.clock.now();
    void run.context.clock.sleep(Math.max(0, left), AbortSignal.any([run.signal, ended.signal])).then(
      () => {
        timedOut = true;
        cancel.abort();
      },
      () => undefined,
    );
  }
  try {
    const blueprint: Blueprint = blueprintOf(run, stack, stack.definition);
    const making = {
      blueprint,
      cancelled: cancel.signal,
      onFailure: (logicalId: string) => {
        failed.push(logicalId);
        cancel.abort();
      },
    };
    await walkGraph(blueprint.dependencies, (id) => makeResource(run, making, id), () => !cancel.signal.aborted);
    refuseIfInterrupted(run);
    if (timedOut) return fail(run, 'Stack creation time exceeded the specified timeout.');
    // After a restart, failures of the time before count as well.
    for (const record of run.stacks.resources(run.stackId)) {
      if (record.status === 'CREATE_FAILED' && !failed.includes(record.logicalId)) failed.push(record.logicalId);
    }
    if (failed.length > 0) return fail(run, `The following resource(s) failed to create: [${failed.join(', ')}].`);
    run.stacks.update(run.stackId, { outputs: outputsOf(run, blueprint) });
    run.stacks.setStatus(run.stackId, 'CREATE_COMPLETE');
  } catch (error) {
    refuseIfInterrupted(run);
    fail(run, error instanceof Error ? error.message.replace(/ Rollback requested by user\.$/, '') : String(error));
  } finally {
    ended.abort();
  }
}

function fail(run: Run, why: string): void {
  switch (stackOf(run).onFailure) {
    case 'DO_NOTHING':
      return run.stacks.setStatus(run.stackId, 'CREATE_FAILED', `${why} `);
    case 'DELETE':
      run.stacks.update(run.stackId, { deletion: { retain: [], force: false } });
      return run.stacks.setStatus(run.stackId, 'DELETE_IN_PROGRESS', `${why} Delete requested by user.`);
    case 'ROLLBACK':
      return run.stacks.setStatus(run.stackId, 'ROLLBACK_IN_PROGRESS', `${why} Rollback requested by user.`);
  }
}
