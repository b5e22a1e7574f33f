import type { DescribeTasksCommandInput, DescribeTasksCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import { ecsArn, lastPart } from '../arn.js';
import type { Ecs } from '../ecs.js';
import { invalidParameter } from '../errors.js';
import { findCluster, lookUpTask } from '../find.js';
import { presentTask } from '../present-task.js';

/** Stopped tasks are shown for an hour. */
export function describeTasks(ecs: Ecs): Handler<DescribeTasksCommandInput, DescribeTasksCommandOutput> {
  return ({ cluster: clusterReference, tasks: references = [], include }) => {
    const cluster = findCluster(ecs, clusterReference);
    if (references.length === 0) throw invalidParameter('Tasks cannot be empty.');
    if (references.length > 100) throw invalidParameter('Maximum number of tasks to describe in one call is 100.');
    const found = references.map((reference) => ({ reference, task: lookUpTask(ecs, cluster, reference) }));
    return {
      tasks: found.flatMap(({ task }) => (task ? [presentTask(task, include)] : [])),
      failures: found.flatMap(({ reference, task }) =>
        task ? [] : [{ arn: reference.startsWith('arn:') ? reference : ecsArn(ecs.context, `task/${cluster.name}/${lastPart(reference)}`), reason: 'MISSING' }],
      ),
    };
  };
}
