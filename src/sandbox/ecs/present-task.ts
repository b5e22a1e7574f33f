import type { Task as TaskAnswer } from '@aws-sdk/client-ecs';
import type { Task } from '../scheduler/model.js';
import { dateOf } from './date-of.js';
import { tagList } from './tags.js';

/** `include` as in DescribeTasks. */
export function presentTask(task: Task, include: readonly string[] = []): TaskAnswer {
  const { networkInterface } = task;
  const ended = task.lastStatus === 'STOPPED';
  const detail = (name: string, value: string | undefined) => (value === undefined ? [] : [{ name, value }]);
  return {
    taskArn: task.arn,
    clusterArn: task.clusterArn,
    taskDefinitionArn: task.taskDefinitionArn,
    group: task.group,
    startedBy: task.startedBy,
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    availabilityZone: task.availabilityZone,
    launchType: task.launchType ?? 'FARGATE',
    capacityProviderName: task.capacityProviderStrategy?.[0]?.capacityProvider,
    platformVersion: task.platformVersion,
    platformFamily: task.platformFamily,
    cpu: task.cpu,
    memory: task.memory,
    ephemeralStorage: { sizeInGiB: 20 },
    fargateEphemeralStorage: { sizeInGiB: 20 },
    healthStatus: 'UNKNOWN',
    connectivity: task.connectivityAt === undefined ? undefined : ended ? 'DISCONNECTED' : 'CONNECTED',
    enableExecuteCommand: task.enableExecuteCommand,
    overrides: { containerOverrides: task.containers.map(({ name }) => ({ name })), inferenceAcceleratorOverrides: [], ...task.overrides },
    attributes: [{ name: 'ecs.cpu-architecture', value: task.cpuArchitecture }],
    attachments: networkInterface
      ? [
          {
            id: networkInterface.attachmentId,
            type: 'ElasticNetworkInterface',
            status: networkInterface.status,
            details: [
              ...detail('subnetId', networkInterface.subnetId),
              ...detail('networkInterfaceId', networkInterface.id),
              ...detail('macAddress', networkInterface.macAddress),
              ...detail('privateDnsName', networkInterface.privateDnsName),
              ...detail('privateIPv4Address', networkInterface.privateIp),
            ],
          },
        ]
      : [],
    containers: task.containers.map((container) => ({
      containerArn: container.arn,
      taskArn: task.arn,
      name: container.name,
      image: container.image,
      imageDigest: container.imageDigest,
      runtimeId: container.runtimeId,
      lastStatus: container.lastStatus,
      exitCode: container.exitCode,
      reason: container.reason,
      healthStatus: 'UNKNOWN',
      networkBindings: [],
      networkInterfaces: networkInterface ? [{ attachmentId: networkInterface.attachmentId, privateIpv4Address: networkInterface.privateIp }] : [],
      cpu: container.cpu,
      memory: container.memory,
      memoryReservation: container.memoryReservation,
    })),
    version: task.version,
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    createdAt: new Date(task.createdAt),
    connectivityAt: dateOf(task.connectivityAt),
    pullStartedAt: dateOf(task.pullStartedAt),
    pullStoppedAt: dateOf(task.pullStoppedAt),
    startedAt: dateOf(task.startedAt),
    stoppingAt: dateOf(task.stoppingAt),
    executionStoppedAt: dateOf(task.executionStoppedAt),
    stoppedAt: dateOf(task.stoppedAt),
    tags: include.includes('TAGS') ? tagList(task.tags) : [],
  };
}
