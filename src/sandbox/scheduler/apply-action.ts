import type { SandboxContext } from '../context.js';
import type { Action } from './action.js';
import { checkTaskRoles } from './check-task-roles.js';
import { updateDeploymentRecord } from './deployment-records.js';
import { addEvent, eventText } from './events.js';
import type { Deployment, Service, Task } from './model.js';
import { rolloutReason } from './new-deployment.js';
import { newTask, tagsOfServiceTask } from './new-task.js';
import type { EcsState } from './state.js';
import { deregisterTarget, registerTarget } from './targets.js';
import type { TaskLives } from './task-lives.js';

export interface SchedulerWorld {
  readonly context: SandboxContext;
  readonly state: EcsState;
  readonly lives: TaskLives;
}

const firstRetryMs = 30_000;
const longestRetryMs = 15 * 60_000;
/** So many failures in a row are told of as "unable to consistently start tasks". */
const manyFailures = 3;

/** Does what `plan` decided. The service is read anew each time: an API call may have changed it meanwhile. */
export async function applyAction(world: SchedulerWorld, serviceArn: string, action: Action): Promise<void> {
  const { context, state, lives } = world;
  const service = state.services.get(serviceArn);
  if (!service) return;
  const now = context.clock.now();
  const say = (message: string): void => addEvent(state, serviceArn, now, message);

  switch (action.do) {
    case 'register-targets':
      return registerTargets(world, service, action.taskArn);
    case 'mark-healthy':
      return markHealthy(world, service, action.taskArn);
    case 'count-failure':
      return countFailure(world, service, action.taskArn);
    case 'start':
      return startTasks(world, service, action);
    case 'stop':
      stopTasks(world, service, action.taskArns);
      return;
    case 'stop-unhealthy': {
      const { taskArn, targetGroupArn, port, reason } = action;
      say(eventText.unhealthy(service.name, taskArn.slice(taskArn.lastIndexOf('/') + 1), port, targetGroupArn, reason));
      state.services.update(serviceArn, { steadySince: undefined });
      const stoppedReason = `Task failed ELB health checks in (target-group ${targetGroupArn})`;
      lives.requestStop(taskArn, { stopCode: 'ServiceSchedulerInitiated', stoppedReason, failed: true });
      return;
    }
    case 'complete': {
      const { deploymentId } = action;
      state.services.update(serviceArn, {
        deployments: service.deployments
          .filter(({ id }) => id === deploymentId)
          .map((each) => ({ ...each, rolloutState: 'COMPLETED', rolloutStateReason: rolloutReason.completed(each.id), wasCompleted: true, updatedAt: now })),
        steadySince: now,
        steadySaidAt: now,
        saidUntilResolved: [],
      });
      finishRecords(world, service, deploymentId);
      say(eventText.completed(service.name, deploymentId));
      say(eventText.steady(service.name));
      return;
    }
    case 'fail':
      failDeployment(world, service, action);
      return;
    case 'say-steady':
      state.services.update(serviceArn, { steadySince: service.steadySince ?? now, steadySaidAt: now });
      say(eventText.steady(service.name));
      return;
    case 'say-impossible':
      sayOnce(world, serviceArn, eventText.impossible(service.name));
      return;
    case 'become-inactive':
      state.services.update(serviceArn, { status: 'INACTIVE', deployments: [], inactiveAt: now });
      return;
  }
}

async function registerTargets({ context, state }: SchedulerWorld, service: Service, taskArn: string): Promise<void> {
  const ipOf = (task: Task): string => task.networkInterface?.privateIp ?? '';
  const setRegistered = (targetGroupArn: string, registered: boolean): void => {
    const task = state.tasks.get(taskArn);
    if (!task) return;
    state.tasks.update(taskArn, { targets: task.targets.map((each) => (each.targetGroupArn === targetGroupArn ? { ...each, registered } : each)) });
  };
  for (const target of state.tasks.get(taskArn)?.targets ?? []) {
    const task = state.tasks.get(taskArn);
    if (target.registered || task?.desiredStatus !== 'RUNNING') continue;
    // Before the call, so that a task that is stopped meanwhile knows what to deregister.
    setRegistered(target.targetGroupArn, true);
    try {
      await registerTarget(context, target, ipOf(task));
    } catch (error) {
      setRegistered(target.targetGroupArn, false);
      throw error;
    }
    if (state.tasks.get(taskArn)?.desiredStatus !== 'RUNNING') await deregisterTarget(context, target, ipOf(task));
    addEvent(state, service.arn, context.clock.now(), eventText.registered(service.name, 1, target.targetGroupArn));
  }
}

function markHealthy({ context, state }: SchedulerWorld, service: Service, taskArn: string): void {
  const task = state.tasks.update(taskArn, { healthyAt: context.clock.now() });
  const resets = service.deploymentConfiguration.deploymentCircuitBreaker?.resetOnHealthyTask !== false;
  state.services.update(service.arn, { saidUntilResolved: service.saidUntilResolved.filter((said) => said === eventText.impossible(service.name)) });
  changeDeployment(state, service.arn, task.deploymentId, (each) => ({ retryAt: undefined, failedTasks: resets ? 0 : each.failedTasks }));
}

function countFailure(world: SchedulerWorld, service: Service, taskArn: string): void {
  const { state } = world;
  const task = state.tasks.update(taskArn, { failureCounted: true });
  if (task.stopCode === 'TaskFailedToStart') sayOnce(world, service.arn, eventText.cannotPlace(service.name, task.stoppedReason ?? ''));
  addFailure(world, service.arn, task.deploymentId);
}

function addFailure(world: SchedulerWorld, serviceArn: string, deploymentId: string | undefined): void {
  const { context, state } = world;
  changeDeployment(state, serviceArn, deploymentId, ({ failedTasks }) => {
    const wait = Math.min(firstRetryMs * 2 ** failedTasks, longestRetryMs);
    return { failedTasks: failedTasks + 1, retryAt: context.clock.now() + context.pace.ms(wait) };
  });
  const service = state.services.get(serviceArn);
  const failed = service?.deployments.find(({ id }) => id === deploymentId)?.failedTasks ?? 0;
  if (service && failed >= manyFailures && !service.deploymentConfiguration.deploymentCircuitBreaker?.enable) {
    sayOnce(world, serviceArn, eventText.throttled(service.name));
  }
}

async function startTasks(world: SchedulerWorld, service: Service, action: Extract<Action, { do: 'start' }>): Promise<void> {
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

function stopTasks({ context, state, lives }: SchedulerWorld, service: Service, taskArns: readonly string[]): void {
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

function failDeployment({ context, state }: SchedulerWorld, service: Service, { deploymentId, rollBackTo }: Extract<Action, { do: 'fail' }>): void {
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

function sayOnce({ context, state }: SchedulerWorld, serviceArn: string, message: string): void {
  const service = state.services.get(serviceArn);
  if (!service || service.saidUntilResolved.includes(message)) return;
  state.services.update(serviceArn, { saidUntilResolved: [...service.saidUntilResolved, message] });
  addEvent(state, serviceArn, context.clock.now(), message);
}

function changeDeployment(state: EcsState, serviceArn: string, id: string | undefined, change: (deployment: Deployment) => Partial<Deployment>): void {
  const service = state.services.get(serviceArn);
  if (!service) return;
  state.services.update(serviceArn, { deployments: service.deployments.map((each) => (each.id === id ? { ...each, ...change(each) } : each)) });
}
