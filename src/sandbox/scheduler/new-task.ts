import { randomBytes, randomUUID } from 'node:crypto';
import type { LoadBalancer, TaskOverride } from '@aws-sdk/client-ecs';
import type { SandboxContext } from '../context.js';
import type { Placement, Service, Tags, Task, TaskDefinition } from './model.js';

export interface TaskRequest {
  readonly clusterArn: string;
  readonly taskDefinition: TaskDefinition;
  readonly placement: Placement;
  readonly group: string;
  readonly startedBy: string | undefined;
  readonly overrides: TaskOverride;
  readonly enableExecuteCommand: boolean;
  readonly tags: Tags;
  readonly service?: { readonly arn: string; readonly deploymentId: string; readonly loadBalancers: readonly LoadBalancer[] };
}

/** A task in PROVISIONING. */
export function newTask(context: SandboxContext, request: TaskRequest): Task {
  const { account, clock } = context;
  const { taskDefinition, clusterArn, service, overrides, placement } = request;
  const { definition } = taskDefinition;
  const id = randomBytes(16).toString('hex');
  const clusterName = clusterArn.slice(clusterArn.lastIndexOf('/') + 1);
  const arnOf = (kind: string, rest: string): string => `arn:aws:ecs:${account.region}:${account.id}:${kind}/${clusterName}/${rest}`;
  return {
    arn: arnOf('task', id),
    id,
    clusterArn,
    taskDefinitionArn: taskDefinition.arn,
    group: request.group,
    startedBy: request.startedBy,
    serviceArn: service?.arn,
    deploymentId: service?.deploymentId,
    launchType: placement.launchType,
    capacityProviderStrategy: placement.capacityProviderStrategy,
    platformVersion: placement.platformVersion,
    platformFamily: placement.platformFamily,
    networkConfiguration: placement.networkConfiguration,
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    containers: (definition.containerDefinitions ?? []).map((container) => ({
      arn: arnOf('container', `${id}/${randomUUID()}`),
      name: container.name ?? '',
      image: container.image ?? '',
      lastStatus: 'PENDING',
      essential: container.essential !== false,
      cpu: String(container.cpu ?? 0),
      memory: container.memory?.toString(),
      memoryReservation: container.memoryReservation?.toString(),
    })),
    targets: (service?.loadBalancers ?? []).map(({ targetGroupArn, containerName, containerPort }) => ({
      targetGroupArn: targetGroupArn ?? '',
      containerName: containerName ?? '',
      port: containerPort ?? 0,
      registered: false,
    })),
    overrides,
    cpu: overrides.cpu ?? definition.cpu ?? '256',
    memory: overrides.memory ?? definition.memory ?? '512',
    cpuArchitecture: definition.runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm64' : 'x86_64',
    enableExecuteCommand: request.enableExecuteCommand,
    tags: request.tags,
    version: 1,
    createdAt: clock.now(),
  };
}

/** Tags of a service's tasks: those that it propagates, and AWS's own. */
export function tagsOfServiceTask(service: Service, taskDefinition: TaskDefinition): Tags {
  const propagated = service.propagateTags === 'SERVICE' ? service.tags : service.propagateTags === 'TASK_DEFINITION' ? taskDefinition.tags : {};
  const clusterName = service.clusterArn.slice(service.clusterArn.lastIndexOf('/') + 1);
  return {
    ...propagated,
    ...(service.enableECSManagedTags && { 'aws:ecs:clusterName': clusterName, 'aws:ecs:serviceName': service.name }),
  };
}
