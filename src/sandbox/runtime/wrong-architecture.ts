import { randomBytes } from 'node:crypto';
import type { SandboxContext } from '../context.js';
import { createLogShipper, logStreamNameOf } from './container-logs.js';
import type { RunningTask } from './running-task.js';
import type { ContainerSpec, StartedContainer, TaskSpec } from './task-runtime.js';

/**
 * What Fargate shows for an image that was built for the other CPU: the container starts, cannot execute its
 * program, and ends with 1. Here this machine might well be able to run it, so it is not even tried.
 */
export async function startWrongArchitecture(
  context: SandboxContext,
  task: TaskSpec,
  wrong: ContainerSpec,
  program: string,
): Promise<{ readonly started: readonly StartedContainer[]; readonly running: RunningTask }> {
  if (wrong.logs) {
    const destination = { group: wrong.logs.group, stream: logStreamNameOf(wrong.logs, wrong.name, task.taskId) };
    const shipper = createLogShipper(context, destination, () => undefined);
    shipper.add(`exec ${program}: exec format error`);
    await shipper.flush();
  }
  return {
    started: task.containers.map(({ name }) => ({ name, runtimeId: randomBytes(32).toString('hex') })),
    running: {
      ended: Promise.resolve(),
      stop: () =>
        Promise.resolve(task.containers.map(({ name }) => ({ name, exitCode: name === wrong.name ? 1 : 137, reason: undefined }))),
    },
  };
}
