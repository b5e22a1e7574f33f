import type { Action } from './action.js';
import { checkTaskRoles } from './check-task-roles.js';
import { addEvent, eventText } from './events.js';
import type { Service } from './model.js';
import { newTask, tagsOfServiceTask } from './new-task.js';
import { addFailure } from './note-outcome.js';
import { sayOnce, type SchedulerWorld } from './scheduler-world.js';

/** Starts tasks of a deployment, if their roles can be assumed. */
export async function startTasks(world: SchedulerWorld, service: Service, action: Extract<Action, { do: 'start' }>): Promise<void> {
  const { context, state, lives } = world;
  const deployment = service.deployments.find(({ id }) => id === action.deploymentId);
  const taskDefinition = deployment && state.taskDefinitions.get(deployment.taskDefinitionArn);
  if (!deployment || !taskDefinition) return;
  const { taskRoleArn, executionRoleArn } = taskDefinition.definition;
  const refusal = await checkTaskRoles(context, [taskRoleArn, executionRoleArn]);
  if (refusal !== undefined) {
    sayOnce(world, service.arn, eventText.cannotLaunch(service.name, refusal));
    addFailure(world, service.arn, deployment.id);
    return;
  }
  const current = state.services.get(service.arn);
  if (current?.status !== 'ACTIVE' || current.deployments.find(({ id }) => id === deployment.id)?.status !== 'PRIMARY') return;
  state.services.update(service.arn, { steadySince: undefined });
  for (const arn of action.replaces) state.tasks.update(arn, { replaced: true });
  const tasks = Array.from({ length: action.count }, () =>
    newTask(context, {
      clusterArn: service.clusterArn,
      taskDefinition,
      placement: deployment,
      group: `service:${service.name}`,
      startedBy: deployment.id,
      overrides: {},
      enableExecuteCommand: service.enableExecuteCommand,
      tags: tagsOfServiceTask(service, taskDefinition),
      service: { arn: service.arn, deploymentId: deployment.id, loadBalancers: service.loadBalancers },
    }),
  );
  for (const task of tasks) lives.launch(task);
  addEvent(state, service.arn, context.clock.now(), eventText.started(service.name, tasks.map(({ id }) => id), action.replaces.length));
}
