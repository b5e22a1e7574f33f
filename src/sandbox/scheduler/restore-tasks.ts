import type { SandboxContext } from '../context.js';
import type { TaskRuntime } from '../runtime/task-runtime.js';
import type { Task } from './model.js';
import type { EcsState } from './state.js';
import type { StopRequest, TaskLives } from './task-lives.js';
import { taskSpecOf } from './task-spec.js';

export const sandboxStopped: StopRequest = {
  stopCode: 'TerminationNotice',
  stoppedReason: 'The sandbox that ran this task was stopped.',
};

const retryMs = 2_000;

/**
 * Brings the stored tasks in line with the containers on this machine: what still runs is taken up again, what is
 * lost ends (and is replaced by its service's scheduler), containers that belong to no task are removed.
 */
export async function restoreTasks(context: SandboxContext, state: EcsState, runtime: TaskRuntime, lives: TaskLives): Promise<void> {
  const unfinished = state.tasks.values().filter(({ lastStatus }) => lastStatus !== 'STOPPED');
  if (unfinished.length === 0) return;
  const adopted = new Set<string>();
  const patience = { attempts: 5 };
  for (const task of unfinished) {
    if (await adopt(context, state, runtime, task, patience)) adopted.add(task.id);
  }
  await runtime.removeStrays(adopted).catch((error: unknown) => context.log(`removing stray containers: ${String(error)}`));
  for (const { arn, id } of unfinished) {
    if (adopted.has(id)) {
      state.tasks.update(arn, { adoptedAt: context.clock.now() });
      lives.resume(arn);
    } else {
      lives.requestStop(arn, sandboxStopped);
      lives.bury(arn);
    }
  }
}

/** An engine that does not answer yet (its daemon is starting too) is asked a few times, for all tasks together. */
async function adopt(
  context: SandboxContext,
  state: EcsState,
  runtime: TaskRuntime,
  task: Task,
  patience: { attempts: number },
): Promise<boolean> {
  const definition = state.taskDefinitions.get(task.taskDefinitionArn);
  if (!definition || task.lastStatus !== 'RUNNING' || task.desiredStatus !== 'RUNNING') return false;
  const started = task.containers.flatMap(({ name, runtimeId }) => (runtimeId === undefined ? [] : [{ name, runtimeId }]));
  for (;;) {
    try {
      return await runtime.adopt(taskSpecOf(task, definition, {}), started);
    } catch (error) {
      context.log(`taking up task ${task.id}: ${error instanceof Error ? error.message : String(error)}`);
      if (patience.attempts <= 0) return false;
      patience.attempts -= 1;
      await context.clock.sleep(retryMs);
    }
  }
}
