import type { SandboxContext } from '../context.js';
import type { TaskRuntime } from '../runtime/task-runtime.js';
import { forgetOld } from './forget-old.js';
import type { Task } from './model.js';
import { restoreTasks, sandboxStopped } from './restore-tasks.js';
import { startServiceLoop, type ServiceLoop } from './service-loop.js';
import type { RollOutHold } from './roll-out-hold.js';
import type { EcsState } from './state.js';
import { createTaskLives, type StopRequest } from './task-lives.js';

/** Keeps every service as its description says, and lets tasks live and die. */
export interface Scheduler {
  /** A service was made or changed. */
  wake(serviceArn: string): void;
  /** Starts a task of nobody's service. */
  launch(task: Task): void;
  stopTask(taskArn: string, request: StopRequest): void;
  /** Takes up what a sandbox before this one left. */
  start(): Promise<void>;
  /** Ends every container; services come back with the next start. */
  stop(): Promise<void>;
}

const forgetEveryMs = 10_000;

export function createScheduler(context: SandboxContext, state: EcsState, runtime: TaskRuntime, rollOuts?: RollOutHold): Scheduler {
  const ended = new AbortController();
  const loops = new Map<string, ServiceLoop>();
  let cleaned: Promise<void> | undefined;
  let restored = false;

  const wake = (serviceArn: string): void => {
    if (!restored || ended.signal.aborted) return;
    const loop = loops.get(serviceArn);
    if (loop) return loop.wake();
    const started = startServiceLoop(world, serviceArn, ended.signal);
    loops.set(serviceArn, started);
    void started.over.then(() => loops.delete(serviceArn));
  };
  const changed = (task: Task): void => {
    if (task.serviceArn !== undefined) wake(task.serviceArn);
  };
  const lives = createTaskLives(context, state, removingStraysFirst(runtime), changed);
  const world = { context, state, lives, rollOuts };

  /** Containers may be left from a sandbox whose state was thrown away while it was down. */
  function removingStraysFirst(of: TaskRuntime): TaskRuntime {
    const clean = async (): Promise<void> => {
      const known = new Set(state.tasks.values().flatMap(({ id, lastStatus }) => (lastStatus === 'STOPPED' ? [] : [id])));
      try {
        await of.removeStrays(known);
      } catch (error) {
        cleaned = undefined;
        context.log(`removing stray containers: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    return {
      ...of,
      prepare: async (task, signal) => {
        await (cleaned ??= clean());
        return of.prepare(task, signal);
      },
    };
  }

  const forgetNowAndThen = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      forgetOld(state, context.clock.now());
      await context.clock.sleep(forgetEveryMs, ended.signal).catch(() => undefined);
    }
  };

  return {
    wake,
    launch: (task) => lives.launch(task),
    stopTask: (taskArn, request) => lives.requestStop(taskArn, request),
    start: async () => {
      await restoreTasks(context, state, runtime, lives);
      restored = true;
      for (const { arn, status } of state.services.values()) if (status !== 'INACTIVE') wake(arn);
      void forgetNowAndThen();
    },
    stop: async () => {
      ended.abort();
      await Promise.all([...loops.values()].map(({ over }) => over));
      await lives.halt(sandboxStopped);
    },
  };
}
