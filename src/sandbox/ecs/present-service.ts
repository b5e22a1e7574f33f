import type { Deployment as DeploymentAnswer, Service as ServiceAnswer } from '@aws-sdk/client-ecs';
import { deploymentRecordArn } from '../scheduler/deployment-records.js';
import type { Deployment, Service, Task } from '../scheduler/model.js';
import type { EcsState } from '../scheduler/state.js';
import { isPending, isRunning } from './task-counts.js';
import { tagList } from './tags.js';

/** `include` as in DescribeServices. Counts are taken from the tasks as they are. */
export function presentService(state: EcsState, service: Service, include: readonly string[] = []): ServiceAnswer {
  const tasks = state.tasks.values().filter(({ serviceArn }) => serviceArn === service.arn);
  const primary = service.deployments.find(({ status }) => status === 'PRIMARY');
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.clusterArn,
    status: service.status,
    loadBalancers: [...service.loadBalancers],
    serviceRegistries: [],
    desiredCount: service.desiredCount,
    runningCount: tasks.filter(isRunning).length,
    pendingCount: tasks.filter(isPending).length,
    launchType: primary?.launchType,
    capacityProviderStrategy: primary?.capacityProviderStrategy ? [...primary.capacityProviderStrategy] : undefined,
    platformVersion: primary && 'LATEST',
    platformFamily: primary?.platformFamily,
    taskDefinition: primary?.taskDefinitionArn,
    deploymentConfiguration: service.deploymentConfiguration,
    deployments: service.deployments.map((deployment) => presentDeployment(service, deployment, tasks)),
    events: (state.events.get(service.arn)?.events ?? []).map(({ id, createdAt, message }) => ({ id, createdAt: new Date(createdAt), message })),
    createdAt: new Date(service.createdAt),
    ...(primary && {
      currentServiceDeployment: deploymentRecordArn(service, primary.id),
      currentServiceRevisions: service.deployments.map(({ id, revisionArn }) => {
        const own = tasks.filter(({ deploymentId }) => deploymentId === id);
        return {
          arn: revisionArn,
          requestedTaskCount: id === primary.id ? service.desiredCount : 0,
          runningTaskCount: own.filter(isRunning).length,
          pendingTaskCount: own.filter(isPending).length,
        };
      }),
    }),
    placementConstraints: [],
    placementStrategy: [],
    networkConfiguration: primary?.networkConfiguration,
    healthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds,
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: 'ECS' },
    tags: include.includes('TAGS') ? tagList(service.tags) : undefined,
    createdBy: service.createdBy,
    enableECSManagedTags: service.enableECSManagedTags,
    propagateTags: service.propagateTags ?? 'NONE',
    enableExecuteCommand: service.enableExecuteCommand,
    availabilityZoneRebalancing: service.availabilityZoneRebalancing,
    ...(service.loadBalancers.length > 0 && {
      roleArn: `${service.arn.replace(/^arn:aws:ecs:[^:]+:(\d+):.*$/, 'arn:aws:iam::$1')}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    }),
  };
}

function presentDeployment(service: Service, deployment: Deployment, tasks: readonly Task[]): DeploymentAnswer {
  const own = tasks.filter(({ deploymentId }) => deploymentId === deployment.id);
  const alive = own.filter(({ desiredStatus }) => desiredStatus === 'RUNNING').length;
  // In the answer of UpdateService the new deployment has not asked for a task yet.
  const isUntouched = own.length === 0 && service.deployments.length > 1;
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: deployment.taskDefinitionArn,
    desiredCount: deployment.status === 'PRIMARY' && !isUntouched ? service.desiredCount : alive,
    pendingCount: own.filter(isPending).length,
    runningCount: own.filter(isRunning).length,
    failedTasks: deployment.failedTasks,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    launchType: deployment.launchType,
    capacityProviderStrategy: deployment.capacityProviderStrategy ? [...deployment.capacityProviderStrategy] : undefined,
    platformVersion: deployment.platformVersion,
    platformFamily: deployment.platformFamily,
    networkConfiguration: deployment.networkConfiguration,
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  };
}
