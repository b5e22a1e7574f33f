import type { TaskStopCode } from '@aws-sdk/client-ecs';
import type { SandboxContext } from '../context.js';
import type { TaskRuntime } from '../runtime/task-runtime.js';
import type { Task } from './model.js';
import type { EcsState } from './state.js';
import { stopTaskInSteps } from './stop-task-in-steps.js';
import { liveTask, resumeTask, type TaskWorld } from './task-life.js';

export interface StopRequest {
  readonly stopCode: TaskStopCode;
  readonly stoppedReason: string;
  readonly failed?: boolean;
}

/** Every task that lives in this process. */
export interface TaskLives {
  /** Stores a new task and lets it live. */
  launch(task: Task): void;
  /** Goes on with one that was taken up again. */
  resume(taskArn: string): void;
  /** Lets one that is lost go through the rest of its life. */
  bury(taskArn: string): void;
  /** Asks a task to stop; the first reason given stays. */
  requestStop(taskArn: string, request: StopRequest): void;
  /** Stops everything at once; resolves when all tasks are STOPPED. */
  halt(reason: StopRequest): Promise<void>;
}

export function createTaskLives(
  context: SandboxContext,
  state: EcsState,
  runtime: TaskRuntime,
  changed: (task: Task) => void,
): TaskLives {
  const halting = new AbortController();
  const lives = new Map<string, { readonly stopping: AbortController; readonly over: Promise<void> }>();

  const update = (taskArn: string, change: Partial<Task>): Task => {
    const old = state.tasks.get(taskArn);
    if (!old) throw new Error(`task ${taskArn} is gone`);
    const task = state.tasks.update(taskArn, { ...change, version: old.version + 1 });
    changed(task);
    return task;
  };
  const live = (taskArn: string, how: (world: TaskWorld, taskArn: string) => Promise<void>): void => {
    const stopping = new AbortController();
    const world: TaskWorld = { context, state, runtime, update, stopping: stopping.signal, halting: halting.signal };
    const over = how(world, taskArn)
      .catch((error: unknown) => context.log(`task ${taskArn}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`))
      .finally(() => lives.delete(taskArn));
    lives.set(taskArn, { stopping, over });
  };
  const requestStop = (taskArn: string, { stopCode, stoppedReason, failed }: StopRequest): void => {
    const task = state.tasks.get(taskArn);
    if (!task || task.desiredStatus === 'STOPPED') return;
    update(taskArn, { desiredStatus: 'STOPPED', stopCode, stoppedReason, stoppingAt: context.clock.now(), ...(failed && { failed }) });
    lives.get(taskArn)?.stopping.abort();
  };

  return {
    launch: (task) => {
      state.tasks.set(task.arn, task);
      changed(task);
      live(task.arn, liveTask);
    },
    resume: (taskArn) => live(taskArn, resumeTask),
    bury: (taskArn) => live(taskArn, stopTaskInSteps),
    requestStop,
    halt: async (reason) => {
      for (const arn of lives.keys()) requestStop(arn, reason);
      halting.abort();
      await Promise.all([...lives.values()].map(({ over }) => over));
    },
  };
}
