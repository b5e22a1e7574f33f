import type { ListTasksCommandInput, ListTasksCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import type { Ecs } from '../ecs.js';
import { findCluster, findService } from '../find.js';
import { pageOf } from '../page.js';

/** Those that shall run, unless `desiredStatus` STOPPED asks for the others. */
export function listTasks(ecs: Ecs): Handler<ListTasksCommandInput, ListTasksCommandOutput> {
  return (input) => {
    const cluster = findCluster(ecs, input.cluster);
    const serviceArn = input.serviceName === undefined ? undefined : findService(ecs, cluster, input.serviceName).arn;
    const { family, startedBy, launchType, desiredStatus = 'RUNNING' } = input;
    const matching = ecs.state.tasks.values().filter(
      (task) =>
        task.clusterArn === cluster.arn &&
        task.desiredStatus === (desiredStatus === 'STOPPED' ? 'STOPPED' : 'RUNNING') &&
        (serviceArn === undefined || task.serviceArn === serviceArn) &&
        (family === undefined || ecs.state.taskDefinitions.get(task.taskDefinitionArn)?.family === family) &&
        (startedBy === undefined || task.startedBy === startedBy) &&
        (launchType === undefined || (task.launchType ?? 'FARGATE') === launchType) &&
        input.containerInstance === undefined,
    );
    const { items: taskArns, nextToken } = pageOf(matching.map(({ arn }) => arn), input);
    return { taskArns, nextToken };
  };
}
