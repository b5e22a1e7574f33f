import type { ContainerEngine } from '../../containers/engine.js';
import { EngineError } from '../../containers/engine.js';
import type { SandboxContext } from '../context.js';
import { containerEnvironment, issueTaskCredentials } from './container-environment.js';
import { clusterLabel, sandboxIdOf, sandboxLabel, taskLabel } from './container-labels.js';
import { containerNameOf } from './container-name.js';
import type { PulledImage } from './image-puller.js';
import { StartFailure, startFailureText } from './start-failure.js';
import type { StartedContainer, StartedTask, TaskSpec } from './task-runtime.js';

/** Starts all containers of a task, or none: those already started are removed when a later one cannot start. */
export async function runContainers(
  context: SandboxContext,
  engine: ContainerEngine,
  task: TaskSpec,
  images: ReadonlyMap<string, PulledImage>,
): Promise<StartedTask> {
  const keys = task.taskRoleArn === undefined ? undefined : await issueTaskCredentials(context, task.taskRoleArn, task.taskId);
  const containers: StartedContainer[] = [];
  for (const container of task.containers) {
    const name = containerNameOf(task.family, task.revision, container.name);
    try {
      const { containerId } = await engine.run({
        image: images.get(container.name)?.pullReference ?? container.image,
        name,
        ports: container.ports.map((containerPort) => ({ containerPort, hostIp: '127.0.0.1' })),
        env: containerEnvironment(context, engine.isolation, container.environment, keys),
        labels: { [sandboxLabel]: sandboxIdOf(context), [taskLabel]: task.taskId, [clusterLabel]: task.clusterName },
        ...(engine.isolation === 'container' && { addHosts: { 'host.docker.internal': 'host-gateway' } }),
        ...(container.command && { command: container.command }),
        ...(container.entryPoint && { entrypoint: container.entryPoint }),
        memoryMiB: container.memoryMiB,
        cpus: container.cpus,
      });
      containers.push({ name: container.name, runtimeId: containerId });
    } catch (error) {
      const left = [name, ...containers.map(({ runtimeId }) => runtimeId)];
      await Promise.all(left.map((id) => engine.removeContainer(id, { force: true }).catch(() => undefined)));
      if (keys) context.credentials.revoke(keys.accessKeyId);
      if (error instanceof EngineError) throw new StartFailure(startFailureText.cannotStart(error.message), container.name);
      throw error;
    }
  }
  return { containers, accessKeyId: keys?.accessKeyId };
}
