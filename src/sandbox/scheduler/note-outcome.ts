import { eventText } from './events.js';
import type { Service } from './model.js';
import { changeDeployment, sayOnce, type SchedulerWorld } from './scheduler-world.js';

const firstRetryMs = 30_000;
const longestRetryMs = 15 * 60_000;
/** So many failures in a row are told of as "unable to consistently start tasks". */
const manyFailures = 3;

/** A task serves: what failed before it is forgotten. */
export function markHealthy({ context, state }: SchedulerWorld, service: Service, taskArn: string): void {
  const task = state.tasks.update(taskArn, { healthyAt: context.clock.now() });
  const resets = service.deploymentConfiguration.deploymentCircuitBreaker?.resetOnHealthyTask !== false;
  state.services.update(service.arn, { saidUntilResolved: service.saidUntilResolved.filter((said) => said === eventText.impossible(service.name)) });
  changeDeployment(state, service.arn, task.deploymentId, (each) => ({ retryAt: undefined, failedTasks: resets ? 0 : each.failedTasks }));
}

/** A task that never became healthy has ended. */
export function countFailure(world: SchedulerWorld, service: Service, taskArn: string): void {
  const { state } = world;
  const task = state.tasks.update(taskArn, { failureCounted: true });
  if (task.stopCode === 'TaskFailedToStart') sayOnce(world, service.arn, eventText.cannotPlace(service.name, task.stoppedReason ?? ''));
  addFailure(world, service.arn, task.deploymentId);
}

/** The next attempt comes later than the one before. */
export function addFailure(world: SchedulerWorld, serviceArn: string, deploymentId: string | undefined): void {
  const { context, state } = world;
  changeDeployment(state, serviceArn, deploymentId, ({ failedTasks }) => {
    const wait = Math.min(firstRetryMs * 2 ** failedTasks, longestRetryMs);
    return { failedTasks: failedTasks + 1, retryAt: context.clock.now() + context.pace.backOffMs(wait) };
  });
  const service = state.services.get(serviceArn);
  const failed = service?.deployments.find(({ id }) => id === deploymentId)?.failedTasks ?? 0;
  if (service && failed >= manyFailures && !service.deploymentConfiguration.deploymentCircuitBreaker?.enable) {
    sayOnce(world, serviceArn, eventText.throttled(service.name));
  }
}
