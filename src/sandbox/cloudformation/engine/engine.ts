import { setMaxListeners } from 'node:events';
import type { SandboxContext } from '../../context.js';
import type { StackStatus } from '../model.js';
import type { Provider } from '../providers/provider.js';
import type { Stacks } from '../stacks.js';
import { createStep } from './create-step.js';
import { deleteStep } from './delete-step.js';
import { rollbackStep } from './rollback-step.js';
import { Interrupted, type Run } from './run.js';
import { updateCleanupStep, updateRollbackCleanupStep } from './update-cleanup-steps.js';
import { updateRollbackStep } from './update-rollback-step.js';
import { updateStep } from './update-step.js';

/**
 * Carries stack operations out in the background. A stack's status says which step is due, and every step can be
 * entered again: so a sandbox that was killed in the middle just goes on.
 */
export interface Engine {
  /** Does what the stack's status asks for. Whatever ran on the stack before is given up first. */
  launch(stackId: string): void;
  /** Goes on with every stack that is in progress. */
  resume(): void;
  /** Ends all work and waits until nothing is being written any more. */
  stop(): Promise<void>;
}

const steps: Readonly<Partial<Record<StackStatus, (run: Run) => Promise<void>>>> = {
  CREATE_IN_PROGRESS: createStep,
  ROLLBACK_IN_PROGRESS: rollbackStep,
  DELETE_IN_PROGRESS: deleteStep,
  UPDATE_IN_PROGRESS: updateStep,
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: updateCleanupStep,
  UPDATE_ROLLBACK_IN_PROGRESS: updateRollbackStep,
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: updateRollbackCleanupStep,
};

/** Where a stack ends when a step breaks off by a fault of ours: never in progress for ever. */
const afterBreakdown: Readonly<Partial<Record<StackStatus, StackStatus>>> = {
  CREATE_IN_PROGRESS: 'CREATE_FAILED',
  ROLLBACK_IN_PROGRESS: 'ROLLBACK_FAILED',
  DELETE_IN_PROGRESS: 'DELETE_FAILED',
  UPDATE_IN_PROGRESS: 'UPDATE_FAILED',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'UPDATE_COMPLETE',
  UPDATE_ROLLBACK_IN_PROGRESS: 'UPDATE_ROLLBACK_FAILED',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'UPDATE_ROLLBACK_COMPLETE',
};

export function createEngine(context: SandboxContext, stacks: Stacks, providers: ReadonlyMap<string, Provider>): Engine {
  const running = new Map<string, { readonly abort: AbortController; readonly ended: Promise<void> }>();
  let stopped = false;

  const work = async (run: Run, before: Promise<void> | undefined) => {
    await before;
    try {
      for (;;) {
        const step = steps[stacks.get(run.stackId).status];
        if (!step || run.signal.aborted) return;
        await step(run);
      }
    } catch (error) {
      if (error instanceof Interrupted || run.signal.aborted) return;
      const end = afterBreakdown[stacks.get(run.stackId).status];
      if (end) stacks.setStatus(run.stackId, end, `Internal failure: ${error instanceof Error ? error.message : String(error)}`);
      context.log(`cloudformation: the operation on ${run.stackId} broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  };

  const launch = (stackId: string) => {
    if (stopped) return;
    const previous = running.get(stackId);
    previous?.abort.abort();
    const abort = new AbortController();
    // As many waits as a stack has resources listen to it at once.
    setMaxListeners(0, abort.signal);
    const run: Run = { context, stacks, providers, stackId, signal: abort.signal };
    const ended = work(run, previous?.ended).finally(() => {
      if (running.get(stackId)?.abort === abort) running.delete(stackId);
    });
    running.set(stackId, { abort, ended });
  };

  return {
    launch,
    resume: () => {
      for (const { id, status } of stacks.stacks.values()) if (steps[status]) launch(id);
    },
    stop: async () => {
      stopped = true;
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}
