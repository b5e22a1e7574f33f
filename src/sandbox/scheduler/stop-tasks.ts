import type { Action } from './action.js';
import { addEvent, eventText } from './events.js';
import type { Service } from './model.js';
import type { SchedulerWorld } from './scheduler-world.js';

/** Lets tasks go that are too many or outdated. */
export function stopTasks({ context, state, lives }: SchedulerWorld, service: Service, taskArns: readonly string[]): void {
  const tasks = taskArns.flatMap((arn) => state.tasks.get(arn) ?? []);
  const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').map(({ id }) => id);
  const pending = tasks.length - running.length;
  const now = context.clock.now();
  state.services.update(service.arn, { steadySince: undefined });
  if (running.length > 0) addEvent(state, service.arn, now, eventText.stopped(service.name, running));
  if (pending > 0) addEvent(state, service.arn, now, eventText.stoppedPending(service.name, pending));
  for (const { arn, deploymentId } of tasks) {
    lives.requestStop(arn, {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${deploymentId ?? ''})`,
    });
  }
}

/** Lets a task go whose target fails its health checks; it counts as failed. */
export function stopUnhealthy(
  { context, state, lives }: SchedulerWorld,
  service: Service,
  { taskArn, targetGroupArn, port, reason }: Extract<Action, { do: 'stop-unhealthy' }>,
): void {
  const taskId = taskArn.slice(taskArn.lastIndexOf('/') + 1);
  addEvent(state, service.arn, context.clock.now(), eventText.unhealthy(service.name, taskId, port, targetGroupArn, reason));
  state.services.update(service.arn, { steadySince: undefined });
  const stoppedReason = `Task failed ELB health checks in (target-group ${targetGroupArn})`;
  lives.requestStop(taskArn, { stopCode: 'ServiceSchedulerInitiated', stoppedReason, failed: true });
}
