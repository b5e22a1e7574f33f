import type { StopTaskCommandInput, StopTaskCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import type { Ecs } from '../ecs.js';
import { invalidParameter } from '../errors.js';
import { findCluster, lookUpTask } from '../find.js';
import { presentTask } from '../present-task.js';

export function stopTask(ecs: Ecs): Handler<StopTaskCommandInput, StopTaskCommandOutput> {
  return ({ cluster, task: reference = '', reason }) => {
    const task = lookUpTask(ecs, findCluster(ecs, cluster), reference);
    if (!task) throw invalidParameter('The referenced task was not found.');
    ecs.scheduler.stopTask(task.arn, { stopCode: 'UserInitiated', stoppedReason: reason ?? 'Task stopped by user' });
    return { task: presentTask(ecs.state.tasks.get(task.arn) ?? task, ['TAGS']) };
  };
}
