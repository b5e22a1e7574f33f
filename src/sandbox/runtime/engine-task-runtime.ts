import type { ContainerEngine } from '../../containers/engine.js';
import type { SandboxContext } from '../context.js';
import type { HostAddress } from '../network.js';
import { sandboxIdOf, sandboxLabel, taskLabel } from './container-labels.js';
import { createLogStream } from './container-logs.js';
import { deliveredLinesIn } from './delivered-lines.js';
import { createImagePuller, type PulledImage } from './image-puller.js';
import { runContainers } from './run-containers.js';
import { watchTask, type RunningTask, type RunningTaskDeps } from './running-task.js';
import type { StartedContainer, StartedTask, TaskRuntime, TaskSpec } from './task-runtime.js';
import { startWrongArchitecture } from './wrong-architecture.js';

/** Runs tasks with a container engine: docker and its like, or host processes ("practice"). */
export function createTaskRuntime(context: SandboxContext, engine: ContainerEngine): TaskRuntime {
  const running = new Map<string, RunningTask>();
  const pullImage = createImagePuller(context, engine);
  const deps: RunningTaskDeps = { context, engine, deliveredLines: deliveredLinesIn(context.store) };

  const attach = async (task: TaskSpec, started: readonly StartedContainer[]): Promise<void> => {
    const addresses = new Map<number, HostAddress>();
    for (const { runtimeId } of started) {
      for (const { containerPort, hostPort } of (await engine.inspectContainer(runtimeId))?.ports ?? []) {
        if (hostPort !== undefined) addresses.set(containerPort, { host: '127.0.0.1', port: hostPort });
      }
    }
    context.network.attach(task.privateIp, (port) => addresses.get(port));
  };

  const start = async (task: TaskSpec, images: ReadonlyMap<string, PulledImage>): Promise<StartedTask> => {
    const wrong = task.containers.find(({ name }) => images.get(name)?.wrongArchitecture);
    if (wrong) {
      const program = wrong.entryPoint?.[0] ?? images.get(wrong.name)?.program ?? wrong.command?.[0] ?? '';
      const pretended = await startWrongArchitecture(context, task, wrong, program);
      running.set(task.taskId, pretended.running);
      return { containers: pretended.started, accessKeyId: undefined };
    }
    const { containers, accessKeyId } = await runContainers(context, engine, task, images);
    try {
      await attach(task, containers);
    } catch (error) {
      await Promise.all(containers.map(({ runtimeId }) => engine.removeContainer(runtimeId, { force: true }).catch(() => undefined)));
      throw error;
    }
    running.set(task.taskId, watchTask(deps, task, containers));
    return { containers, accessKeyId };
  };

  return {
    prepare: async (task, signal) => {
      for (const container of task.containers) await createLogStream(context, task, container);
      const images = new Map<string, PulledImage>();
      for (const container of task.containers) images.set(container.name, await pullImage(task, container, signal));
      const digests = [...images].flatMap(([name, { digest }]) => (digest === undefined ? [] : [[name, digest] as const]));
      return { imageDigests: Object.fromEntries(digests), start: () => start(task, images) };
    },
    adopt: async (task, containers) => {
      if (containers.length < task.containers.length) return false;
      const found = await Promise.all(containers.map(({ runtimeId }) => engine.inspectContainer(runtimeId)));
      if (!found.every((container) => container?.state === 'running')) return false;
      await attach(task, containers);
      running.set(task.taskId, watchTask(deps, task, containers));
      return true;
    },
    waitForEnd: async (taskId) => running.get(taskId)?.ended,
    stop: async (taskId, options) => {
      const ended = (await running.get(taskId)?.stop(options?.graceSeconds)) ?? [];
      running.delete(taskId);
      // Also for one that is lost, of which nothing runs here.
      deps.deliveredLines.forget(taskId);
      return ended;
    },
    removeStrays: async (taskIds) => {
      for (const { id, labels } of await engine.listContainers({ label: `${sandboxLabel}=${sandboxIdOf(context)}` })) {
        if (!taskIds.has(labels[taskLabel] ?? '')) await engine.removeContainer(id, { force: true });
      }
    },
  };
}
