import type { Action } from './action.js';
import { updateDeploymentRecord } from './deployment-records.js';
import { addEvent, eventText } from './events.js';
import type { Deployment, Service } from './model.js';
import { rolloutReason } from './new-deployment.js';
import type { SchedulerWorld } from './scheduler-world.js';

/** All tasks are the deployment's and healthy: the others leave the list. */
export function completeDeployment(world: SchedulerWorld, service: Service, deploymentId: string): void {
  const { context, state } = world;
  const now = context.clock.now();
  const completed = (each: Deployment): Deployment => ({
    ...each,
    rolloutState: 'COMPLETED',
    rolloutStateReason: rolloutReason.completed(each.id),
    wasCompleted: true,
    updatedAt: now,
  });
  state.services.update(service.arn, {
    deployments: service.deployments.filter(({ id }) => id === deploymentId).map(completed),
    steadySince: now,
    steadySaidAt: now,
    saidUntilResolved: [],
  });
  finishRecords(world, service, deploymentId);
  addEvent(state, service.arn, now, eventText.completed(service.name, deploymentId));
  addEvent(state, service.arn, now, eventText.steady(service.name));
}

/** The circuit breaker has opened: back to the last deployment that was complete, if there is one. */
export function failDeployment({ context, state }: SchedulerWorld, service: Service, { deploymentId, rollBackTo }: Extract<Action, { do: 'fail' }>): void {
  const now = context.clock.now();
  const failed = (each: Deployment): Deployment => ({
    ...each,
    status: rollBackTo === undefined ? each.status : 'DRAINING',
    rolloutState: 'FAILED',
    rolloutStateReason: rolloutReason.failed,
    updatedAt: now,
  });
  const restored = (each: Deployment): Deployment => ({
    ...each,
    status: 'PRIMARY',
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: rolloutReason.rollingBack(each.id),
    failedTasks: 0,
    retryAt: undefined,
    updatedAt: now,
  });
  const changed = service.deployments.map((each) => (each.id === deploymentId ? failed(each) : each.id === rollBackTo ? restored(each) : each));
  state.services.update(service.arn, {
    deployments: [...changed].sort((a, b) => Number(b.status === 'PRIMARY') - Number(a.status === 'PRIMARY')),
    steadySince: undefined,
  });
  addEvent(state, service.arn, now, eventText.failed(service.name, deploymentId));
  const reason = rolloutReason.failed;
  if (rollBackTo === undefined) {
    updateDeploymentRecord(state, service, deploymentId, { status: 'STOPPED', statusReason: reason, updatedAt: now, finishedAt: now });
    return;
  }
  addEvent(state, service.arn, now, eventText.rollingBack(service.name, rollBackTo));
  updateDeploymentRecord(state, service, deploymentId, {
    status: 'ROLLBACK_IN_PROGRESS',
    statusReason: reason,
    updatedAt: now,
    rollbackStartedAt: now,
    rollbackRevisionArn: service.deployments.find(({ id }) => id === rollBackTo)?.revisionArn,
  });
}

function finishRecords({ context, state }: SchedulerWorld, service: Service, deploymentId: string): void {
  const now = context.clock.now();
  for (const { id, rolloutState } of service.deployments) {
    if (id !== deploymentId && rolloutState === 'FAILED') {
      updateDeploymentRecord(state, service, id, { status: 'ROLLBACK_SUCCESSFUL', updatedAt: now, finishedAt: now });
    }
  }
  updateDeploymentRecord(state, service, deploymentId, { status: 'SUCCESSFUL', updatedAt: now, finishedAt: now });
}
