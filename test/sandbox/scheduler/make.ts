import type { Deployment, DeploymentRecord, Service, Task, TaskDefinition } from '../../../src/sandbox/scheduler/model.js';

// Things as the scheduler stores them, with what a test does not care about filled in.

export function makeTask(changes: Partial<Task> = {}): Task {
  return {
    arn: 'arn:aws:ecs:r:1:task/c/t1',
    id: 't1',
    clusterArn: 'arn:aws:ecs:r:1:cluster/c',
    taskDefinitionArn: 'arn:aws:ecs:r:1:task-definition/f:1',
    group: 'service:s',
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    containers: [],
    targets: [],
    overrides: {},
    cpu: '256',
    memory: '512',
    cpuArchitecture: 'x86_64',
    enableExecuteCommand: false,
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    tags: {},
    version: 1,
    createdAt: 0,
    ...changes,
  };
}

export function makeDeployment(changes: Partial<Deployment> = {}): Deployment {
  return {
    id: 'ecs-svc/1',
    status: 'PRIMARY',
    taskDefinitionArn: 'arn:aws:ecs:r:1:task-definition/f:1',
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    createdAt: 0,
    updatedAt: 0,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: '',
    failedTasks: 0,
    wasCompleted: false,
    imageDigests: {},
    revisionArn: 'arn:aws:ecs:r:1:service-revision/c/s/1',
    ...changes,
  };
}

export function makeService({ deployments, ...changes }: Partial<Omit<Service, 'deployments'>> & { readonly deployments?: readonly Partial<Deployment>[] } = {}): Service {
  return {
    arn: 'arn:aws:ecs:r:1:service/c/s',
    name: 's',
    clusterArn: 'arn:aws:ecs:r:1:cluster/c',
    status: 'ACTIVE',
    desiredCount: 1,
    loadBalancers: [],
    deploymentConfiguration: {},
    deployments: (deployments ?? [{}]).map(makeDeployment),
    enableECSManagedTags: false,
    enableExecuteCommand: false,
    availabilityZoneRebalancing: 'ENABLED',
    createdAt: 0,
    createdBy: 'arn:aws:iam::1:user/learner',
    saidUntilResolved: [],
    tags: {},
    ...changes,
  };
}

export function makeTaskDefinition(changes: Partial<TaskDefinition> = {}): TaskDefinition {
  return {
    arn: 'arn:aws:ecs:r:1:task-definition/f:1',
    family: 'f',
    revision: 1,
    status: 'ACTIVE',
    definition: { containerDefinitions: [{ name: 'web', image: 'i' }] },
    tags: {},
    registeredAt: 0,
    registeredBy: 'arn:aws:iam::1:user/learner',
    ...changes,
  };
}

export function makeRecord(changes: Partial<DeploymentRecord> = {}): DeploymentRecord {
  return {
    arn: 'arn:aws:ecs:r:1:service-deployment/c/s/1',
    revisionArn: 'arn:aws:ecs:r:1:service-revision/c/s/1',
    deploymentId: 'ecs-svc/1',
    serviceArn: 'arn:aws:ecs:r:1:service/c/s',
    clusterArn: 'arn:aws:ecs:r:1:cluster/c',
    taskDefinitionArn: 'arn:aws:ecs:r:1:task-definition/f:1',
    sourceRevisionArns: [],
    placement: { platformVersion: '1.4.0', platformFamily: 'Linux' },
    loadBalancers: [],
    deploymentConfiguration: {},
    status: 'IN_PROGRESS',
    createdAt: 0,
    startedAt: 0,
    updatedAt: 0,
    ...changes,
  };
}
