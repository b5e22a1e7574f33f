import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import type { SandboxContext } from '../context.js';
import { isEcrReference } from '../runtime/ecr-image.js';
import type { TaskDefinition } from '../scheduler/model.js';
import { checkContainer } from './check-container.js';
import { clientError, notInSandbox } from './errors.js';
import { readFargateSize } from './fargate-sizes.js';

/**
 * Checks a task definition and fills in what ECS fills in.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
 */
export function checkTaskDefinition(context: SandboxContext, input: RegisterTaskDefinitionCommandInput): TaskDefinition['definition'] {
  const { family = '', containerDefinitions: containers = [], tags, ...rest } = input;
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(family)) {
    throw clientError('Family contains invalid characters. It may hold up to 255 letters, numbers, hyphens and underscores.');
  }
  if (tags?.length === 0) throw clientError('Tags can not be empty.');
  if (containers.length === 0) throw clientError('Container list cannot be empty.');
  const isFargate = input.requiresCompatibilities?.includes('FARGATE') === true;
  if (isFargate && input.networkMode !== 'awsvpc') throw clientError('Fargate only supports network mode ‘awsvpc’.');
  for (const container of containers) checkContainer(container, input.networkMode);
  checkTogether(containers);
  refuseWhatWouldBeIgnored(input);
  const size = isFargate ? readFargateSize(input.cpu, input.memory) : undefined;
  if (isFargate) checkExecutionRole(context, input);
  if (size) checkMemory(containers, size.memoryMiB);
  checkEphemeralStorage(input.ephemeralStorage?.sizeInGiB);
  return {
    ...rest,
    taskRoleArn: roleArn(context, input.taskRoleArn),
    executionRoleArn: roleArn(context, input.executionRoleArn),
    ...(size && { cpu: String(size.cpu), memory: String(size.memoryMiB) }),
    volumes: [],
    placementConstraints: [],
    containerDefinitions: containers.map((container) => withDefaults(container, input.networkMode)),
  };
}

function checkTogether(containers: readonly ContainerDefinition[]): void {
  const names = containers.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw clientError(`Container names must be unique: '${twice}' is used twice.`);
  if (containers.every(({ essential }) => essential === false)) throw clientError('At least one container must be essential.');
  const ports = containers.flatMap(({ portMappings = [] }) => portMappings.map(({ containerPort }) => containerPort));
  const taken = ports.find((port, index) => ports.indexOf(port) !== index);
  if (taken !== undefined) throw clientError(`Port ${taken} is mapped twice: the containers of a task share one network interface.`);
  const visit = (container: ContainerDefinition, above: readonly string[]): void => {
    for (const { containerName = '' } of container.dependsOn ?? []) {
      const needed = containers.find(({ name }) => name === containerName);
      if (!needed) throw clientError(`Container '${container.name ?? ''}' depends on container '${containerName}', which is not in the task definition.`);
      if (above.includes(containerName)) throw clientError('Container dependencies contain a circle.');
      visit(needed, [...above, containerName]);
    }
  };
  for (const container of containers) visit(container, [container.name ?? '']);
}

function checkExecutionRole(context: SandboxContext, { executionRoleArn, containerDefinitions = [] }: RegisterTaskDefinitionCommandInput): void {
  // An empty one is refused as a role, not as a missing one.
  if (executionRoleArn !== undefined) return;
  if (containerDefinitions.some(({ image = '' }) => isEcrReference(image, context))) {
    throw clientError('Fargate requires task definition to have execution role ARN to support ECR images.');
  }
  if (containerDefinitions.some(({ logConfiguration }) => logConfiguration?.logDriver === 'awslogs')) {
    throw clientError('Fargate requires task definition to have execution role ARN to support log driver awslogs.');
  }
}

function checkMemory(containers: readonly ContainerDefinition[], taskMemory: number): void {
  const sum = containers.reduce((total, { memory = 0, memoryReservation = 0 }) => total + Math.max(memoryReservation, memory), 0);
  if (sum > taskMemory) throw clientError("Invalid setting for container memory: the containers' sum is larger than the memory of the task.");
}

function checkEphemeralStorage(size: number | undefined): void {
  if (size === undefined) return;
  if (size < 21) throw clientError('EphemeralStorage size should be at least 21');
  if (size > 200) throw clientError('EphemeralStorage size should be at most 200');
}

function refuseWhatWouldBeIgnored(input: RegisterTaskDefinitionCommandInput): void {
  const { operatingSystemFamily = 'LINUX' } = input.runtimePlatform ?? {};
  if (operatingSystemFamily !== 'LINUX') throw notInSandbox(`operating system ${operatingSystemFamily}`, 'Use LINUX.');
  if (input.volumes && input.volumes.length > 0) throw notInSandbox('volumes', 'Containers have their own file system only.');
  if (input.proxyConfiguration) throw notInSandbox('proxyConfiguration', 'Leave it out.');
  if (input.pidMode) throw notInSandbox('pidMode', 'Leave it out.');
  if (input.placementConstraints && input.placementConstraints.length > 0) throw clientError('Fargate does not support placement constraints.');
  if (input.inferenceAccelerators && input.inferenceAccelerators.length > 0) throw notInSandbox('inferenceAccelerators', 'Leave them out.');
}

/** A role may be given by its name. An empty one is refused since 2024-08: https://github.com/actions/runner-images/issues/10387 */
function roleArn({ account }: SandboxContext, role: string | undefined): string | undefined {
  if (role === undefined) return undefined;
  const [, owner] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/.+$/.exec(role) ?? [];
  if (owner === account.id) return role;
  if (owner !== undefined) throw clientError('Role is not valid');
  if (!/^[\w+=,.@-]{1,64}$/.test(role)) throw clientError('Role is not valid');
  return `arn:aws:iam::${account.id}:role/${role}`;
}

function withDefaults(container: ContainerDefinition, networkMode: string | undefined): ContainerDefinition {
  return {
    ...container,
    cpu: container.cpu ?? 0,
    essential: container.essential ?? true,
    portMappings: (container.portMappings ?? []).map((mapping) => ({
      ...mapping,
      hostPort: networkMode === 'awsvpc' ? mapping.containerPort : (mapping.hostPort ?? 0),
      protocol: mapping.protocol ?? 'tcp',
    })),
    environment: container.environment ?? [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: container.systemControls ?? [],
  };
}
