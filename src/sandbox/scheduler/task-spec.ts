import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { AwslogsOptions, ContainerSpec, TaskSpec } from '../runtime/task-runtime.js';
import type { Task, TaskDefinition } from './model.js';

/** What the runtime needs to know of a task, with the overrides of RunTask applied. */
export function taskSpecOf(task: Task, { definition, family, revision }: TaskDefinition, imageDigests: Readonly<Record<string, string>>): TaskSpec {
  const { overrides } = task;
  const taskMemory = Number(task.memory);
  return {
    taskId: task.id,
    clusterName: task.clusterArn.slice(task.clusterArn.lastIndexOf('/') + 1),
    family,
    revision,
    privateIp: task.networkInterface?.privateIp ?? '',
    availabilityZone: task.availabilityZone ?? '',
    taskRoleArn: overrides.taskRoleArn ?? definition.taskRoleArn,
    executionRoleArn: overrides.executionRoleArn ?? definition.executionRoleArn,
    architecture: definition.runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm64' : 'amd64',
    containers: inStartOrder(definition.containerDefinitions ?? []).map((container) => {
      const change = overrides.containerOverrides?.find(({ name }) => name === container.name);
      const environment = [...(container.environment ?? []), ...(change?.environment ?? [])];
      const name = container.name ?? '';
      return {
        name,
        image: container.image ?? '',
        imageDigest: imageDigests[name],
        essential: container.essential !== false,
        environment: Object.fromEntries(environment.map((pair) => [pair.name ?? '', pair.value ?? ''])),
        command: change?.command ?? container.command,
        entryPoint: container.entryPoint,
        ports: (container.portMappings ?? []).flatMap(({ containerPort }) => (containerPort === undefined ? [] : [containerPort])),
        memoryMiB: Math.min(change?.memory ?? container.memory ?? taskMemory, taskMemory),
        cpus: Number(task.cpu) / 1024,
        logs: logsOf(container),
        stopTimeoutSeconds: container.stopTimeout ?? 30,
      } satisfies ContainerSpec;
    }),
  };
}

/** Every container after those that it depends on; RegisterTaskDefinition has refused circles. */
function inStartOrder(containers: readonly ContainerDefinition[]): readonly ContainerDefinition[] {
  const ordered: ContainerDefinition[] = [];
  const add = (container: ContainerDefinition): void => {
    if (ordered.includes(container)) return;
    for (const { containerName } of container.dependsOn ?? []) {
      const needed = containers.find(({ name }) => name === containerName);
      if (needed) add(needed);
    }
    ordered.push(container);
  };
  containers.forEach(add);
  return ordered;
}

function logsOf({ logConfiguration }: ContainerDefinition): AwslogsOptions | undefined {
  if (logConfiguration?.logDriver !== 'awslogs') return undefined;
  const options = logConfiguration.options ?? {};
  return {
    group: options['awslogs-group'] ?? '',
    region: options['awslogs-region'] ?? '',
    streamPrefix: options['awslogs-stream-prefix'] ?? '',
    createGroup: options['awslogs-create-group'] === 'true',
  };
}
