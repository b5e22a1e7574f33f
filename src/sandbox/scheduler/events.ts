import { randomUUID } from 'node:crypto';
import type { EcsState } from './state.js';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html */
export const eventText = {
  started: (service: string, taskIds: readonly string[], replaced: number) =>
    `(service ${service}) has started ${taskIds.length} tasks: ${listed(taskIds)}.` +
    (replaced > 0 ? ` Amazon ECS replaced ${replaced} tasks due to an unhealthy status.` : ''),
  registered: (service: string, count: number, targetGroup: string) =>
    `(service ${service}) registered ${count} targets in (target-group ${targetGroup})`,
  deregistered: (service: string, count: number, targetGroup: string) =>
    `(service ${service}) deregistered ${count} targets in (target-group ${targetGroup})`,
  draining: (service: string, deploymentId: string, count: number) =>
    `(service ${service}, taskSet ${deploymentId}) has begun draining connections on ${count} tasks.`,
  stopped: (service: string, taskIds: readonly string[]) =>
    `(service ${service}) has stopped ${taskIds.length} running tasks: ${listed(taskIds)}.`,
  stoppedPending: (service: string, count: number) => `(service ${service}) stopped ${count} pending tasks.`,
  completed: (service: string, deploymentId: string) => `(service ${service}) (deployment ${deploymentId}) deployment completed.`,
  steady: (service: string) => `(service ${service}) has reached a steady state.`,
  failed: (service: string, deploymentId: string) => `(service ${service}) (deployment ${deploymentId}) deployment failed: tasks failed to start.`,
  rollingBack: (service: string, deploymentId: string) => `(service ${service}) rolling back to deployment ${deploymentId}.`,
  unhealthy: (service: string, taskId: string, port: number, targetGroup: string, reason: string) =>
    `(service ${service}) (task ${taskId}) (port ${port}) is unhealthy in (target-group ${targetGroup}) due to (reason ${reason})`,
  cannotPlace: (service: string, stoppedReason: string) =>
    `(service ${service}) was unable to place a task. Reason: ${stoppedReason.replace(/\.$/, '')}.`,
  cannotLaunch: (service: string, error: string) => `(service ${service}) failed to launch a task with (error ${error}).`,
  throttled: (service: string) =>
    `(service ${service}) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`,
  impossible: (service: string) =>
    `(service ${service}) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.`,
} as const;

const keptEvents = 100;

export function addEvent(state: EcsState, serviceArn: string, now: number, message: string): void {
  const events = state.events.get(serviceArn)?.events ?? [];
  state.events.set(serviceArn, { events: [{ id: randomUUID(), createdAt: now, message }, ...events].slice(0, keptEvents) });
}

function listed(taskIds: readonly string[]): string {
  return taskIds.map((id) => `(task ${id})`).join(' ');
}
