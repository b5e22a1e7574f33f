import {
  CreateCluster$,
  CreateService$,
  DeleteCluster$,
  DeleteService$,
  DeleteTaskDefinitions$,
  DeregisterTaskDefinition$,
  DescribeCapacityProviders$,
  DescribeClusters$,
  DescribeServiceDeployments$,
  DescribeServiceRevisions$,
  DescribeServices$,
  DescribeTaskDefinition$,
  DescribeTasks$,
  ListAccountSettings$,
  ListClusters$,
  ListServiceDeployments$,
  ListServices$,
  ListTagsForResource$,
  ListTaskDefinitionFamilies$,
  ListTaskDefinitions$,
  ListTasks$,
  PutAccountSetting$,
  PutAccountSettingDefault$,
  PutClusterCapacityProviders$,
  RegisterTaskDefinition$,
  RunTask$,
  StopTask$,
  TagResource$,
  UntagResource$,
  UpdateCluster$,
  UpdateClusterSettings$,
  UpdateService$,
} from '@aws-sdk/client-ecs';
import type { ContainerEngine } from '../../containers/engine.js';
import type { SandboxContext } from '../context.js';
import { createTaskRuntime } from '../runtime/engine-task-runtime.js';
import { answerRollOutHold, createRollOutHold } from '../scheduler/roll-out-hold.js';
import { createScheduler } from '../scheduler/scheduler.js';
import { createEcsState, type EcsState } from '../scheduler/state.js';
import { operation, type Service, type TaggedResource } from '../service.js';
import type { Ecs } from './ecs.js';
import { listAccountSettings, putAccountSetting, putAccountSettingDefault } from './operations/account-settings.js';
import { createCluster } from './operations/create-cluster.js';
import { createService } from './operations/create-service.js';
import { deleteCluster } from './operations/delete-cluster.js';
import { deleteService } from './operations/delete-service.js';
import { deleteTaskDefinitions } from './operations/delete-task-definitions.js';
import { deregisterTaskDefinition } from './operations/deregister-task-definition.js';
import { describeCapacityProviders } from './operations/describe-capacity-providers.js';
import { describeClusters } from './operations/describe-clusters.js';
import { describeServiceRevisions } from './operations/describe-service-revisions.js';
import { describeServices } from './operations/describe-services.js';
import { describeTaskDefinition } from './operations/describe-task-definition.js';
import { describeTasks } from './operations/describe-tasks.js';
import { listClusters } from './operations/list-clusters.js';
import { listServices } from './operations/list-services.js';
import { listTaskDefinitionFamilies, listTaskDefinitions } from './operations/list-task-definitions.js';
import { listTasks } from './operations/list-tasks.js';
import { registerTaskDefinition } from './operations/register-task-definition.js';
import { runTask } from './operations/run-task.js';
import { describeServiceDeployments, listServiceDeployments } from './operations/service-deployments.js';
import { stopTask } from './operations/stop-task.js';
import { listTagsForResource, tagResource, untagResource } from './operations/tags.js';
import { putClusterCapacityProviders, updateCluster, updateClusterSettings } from './operations/update-cluster.js';
import { updateService } from './operations/update-service.js';

/** Amazon ECS on Fargate: the API, the scheduler behind it, and the engine's containers as its tasks. */
export function createEcsService(context: SandboxContext, { engine }: { readonly engine: ContainerEngine }): Service {
  const state = createEcsState(context.store);
  const rollOuts = createRollOutHold(context.clock);
  const scheduler = createScheduler(context, state, createTaskRuntime(context, engine), rollOuts);
  const ecs: Ecs = { context, state, scheduler };
  return {
    name: 'ecs',
    operations: {
      CreateCluster: operation(CreateCluster$, createCluster(ecs)),
      CreateService: operation(CreateService$, createService(ecs)),
      DeleteCluster: operation(DeleteCluster$, deleteCluster(ecs)),
      DeleteService: operation(DeleteService$, deleteService(ecs)),
      DeleteTaskDefinitions: operation(DeleteTaskDefinitions$, deleteTaskDefinitions(ecs)),
      DeregisterTaskDefinition: operation(DeregisterTaskDefinition$, deregisterTaskDefinition(ecs)),
      DescribeCapacityProviders: operation(DescribeCapacityProviders$, describeCapacityProviders(ecs)),
      DescribeClusters: operation(DescribeClusters$, describeClusters(ecs)),
      DescribeServiceDeployments: operation(DescribeServiceDeployments$, describeServiceDeployments(ecs)),
      DescribeServiceRevisions: operation(DescribeServiceRevisions$, describeServiceRevisions(ecs)),
      DescribeServices: operation(DescribeServices$, describeServices(ecs)),
      DescribeTaskDefinition: operation(DescribeTaskDefinition$, describeTaskDefinition(ecs)),
      DescribeTasks: operation(DescribeTasks$, describeTasks(ecs)),
      ListAccountSettings: operation(ListAccountSettings$, listAccountSettings(ecs)),
      ListClusters: operation(ListClusters$, listClusters(ecs)),
      ListServiceDeployments: operation(ListServiceDeployments$, listServiceDeployments(ecs)),
      ListServices: operation(ListServices$, listServices(ecs)),
      ListTagsForResource: operation(ListTagsForResource$, listTagsForResource(ecs)),
      ListTaskDefinitionFamilies: operation(ListTaskDefinitionFamilies$, listTaskDefinitionFamilies(ecs)),
      ListTaskDefinitions: operation(ListTaskDefinitions$, listTaskDefinitions(ecs)),
      ListTasks: operation(ListTasks$, listTasks(ecs)),
      PutAccountSetting: operation(PutAccountSetting$, putAccountSetting(ecs)),
      PutAccountSettingDefault: operation(PutAccountSettingDefault$, putAccountSettingDefault(ecs)),
      PutClusterCapacityProviders: operation(PutClusterCapacityProviders$, putClusterCapacityProviders(ecs)),
      RegisterTaskDefinition: operation(RegisterTaskDefinition$, registerTaskDefinition(ecs)),
      RunTask: operation(RunTask$, runTask(ecs)),
      StopTask: operation(StopTask$, stopTask(ecs)),
      TagResource: operation(TagResource$, tagResource(ecs)),
      UntagResource: operation(UntagResource$, untagResource(ecs)),
      UpdateCluster: operation(UpdateCluster$, updateCluster(ecs)),
      UpdateClusterSettings: operation(UpdateClusterSettings$, updateClusterSettings(ecs)),
      UpdateService: operation(UpdateService$, updateService(ecs)),
    },
    httpRoutes: [{ prefix: '/_sandbox/roll-outs', handle: (request, response) => answerRollOutHold(rollOuts, request, response) }],
    taggedResources: () => taggedResources(state),
    start: () => scheduler.start(),
    stop: () => scheduler.stop(),
  };
}

/** Deleted clusters and services, and stopped tasks, are not the account's any more. */
function taggedResources({ clusters, services, taskDefinitions, tasks }: EcsState): TaggedResource[] {
  const all = [
    ...clusters.values().filter(({ status }) => status === 'ACTIVE'),
    ...services.values().filter(({ status }) => status !== 'INACTIVE'),
    ...taskDefinitions.values().filter(({ status }) => status !== 'DELETE_IN_PROGRESS'),
    ...tasks.values().filter(({ lastStatus }) => lastStatus !== 'STOPPED'),
  ];
  return all.filter(({ tags }) => Object.keys(tags).length > 0).map(({ arn, tags }) => ({ arn, tags }));
}
