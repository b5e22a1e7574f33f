import type { Action } from './action.js';
import { breakerThresholdOf, limitsOf } from './deployment-limits.js';
import { judgeTask, type HealthReport, type JudgeRules, type Judgement } from './judge-task.js';
import type { Deployment, Service, Task } from './model.js';

export interface PlanRules extends JudgeRules {
  /** "Has reached a steady state" is said again after so long. */
  readonly repeatSteadyMs: number;
  /** Old tasks stay beside new ones that are healthy: somebody is about to look (`roll-out-hold.ts`). */
  readonly holdSideBySide?: boolean;
}

interface Judged {
  readonly task: Task;
  readonly judgement: Judgement;
}

/**
 * Decides what a service needs next. Pure: the same state gives the same actions. It is asked again after each
 * round of actions, so every answer holds only what can be decided from what is there.
 */
export function plan(service: Service, tasks: readonly Task[], health: HealthReport, rules: PlanRules): readonly Action[] {
  const judged = tasks.map((task) => ({ task, judgement: judgeTask(task, health, rules) }));
  if (service.status === 'INACTIVE') return [];
  if (service.status === 'DRAINING') return planDraining(judged);

  const observations = judged.flatMap(observe);
  if (observations.length > 0) return observations;

  const primary = service.deployments.find(({ status }) => status === 'PRIMARY');
  if (!primary) return [];
  const failure = planFailure(service, primary);
  if (failure) return [failure];
  const moves = planMoves(service, primary, judged, rules);
  return moves.length > 0 ? moves : planRest(service, primary, judged, rules);
}

/** What happened to a task since the scheduler last looked. */
function observe({ task, judgement }: Judged): Action[] {
  const { arn: taskArn } = task;
  if (judgement.is === 'unhealthy') {
    const { targetGroupArn, port, reason } = judgement;
    return [{ do: 'stop-unhealthy', taskArn, targetGroupArn, port, reason }];
  }
  if (task.failed && !task.failureCounted && task.healthyAt === undefined) return [{ do: 'count-failure', taskArn }];
  if (task.desiredStatus === 'RUNNING' && task.lastStatus === 'RUNNING' && task.targets.some(({ registered }) => !registered)) {
    return [{ do: 'register-targets', taskArn }];
  }
  return judgement.is === 'healthy' && task.healthyAt === undefined ? [{ do: 'mark-healthy', taskArn }] : [];
}

/** The circuit breaker: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
function planFailure(service: Service, primary: Deployment): Action | undefined {
  const breaker = service.deploymentConfiguration.deploymentCircuitBreaker;
  if (!breaker?.enable || primary.rolloutState !== 'IN_PROGRESS') return undefined;
  if (primary.failedTasks < breakerThresholdOf(breaker, service.desiredCount)) return undefined;
  const earlier = breaker.rollback ? service.deployments.find(({ id, wasCompleted }) => wasCompleted && id !== primary.id) : undefined;
  return { do: 'fail', deploymentId: primary.id, rollBackTo: earlier?.id };
}

function planMoves(service: Service, primary: Deployment, judged: readonly Judged[], { now, holdSideBySide = false }: PlanRules): Action[] {
  const { lower, upper } = limitsOf(service.deploymentConfiguration, service.desiredCount);
  const alive = judged.filter(isAlive);
  const mine = alive.filter(({ task }) => task.deploymentId === primary.id);
  const others = alive.filter(({ task }) => task.deploymentId !== primary.id);
  const surplus = surplusOf(mine, service.desiredCount);
  // A deployment that failed for good does not take what still works with it.
  const held = holdSideBySide && others.length > 0 && mine.length >= service.desiredCount && mine.every(isHealthy);
  const outdated = primary.rolloutState === 'FAILED' || held ? [] : stoppable(others, alive.filter(isHealthy).length, lower);
  const stopping = [...surplus, ...outdated].map(({ task }) => task.arn);

  const missing = service.desiredCount - mine.length;
  const room = upper - (alive.length - stopping.length);
  // Outside a deployment lost tasks are replaced whatever the limits say.
  const count = primary.rolloutState === 'COMPLETED' ? missing : Math.min(missing, room);
  const mayStart = primary.rolloutState !== 'FAILED' && (primary.retryAt === undefined || now >= primary.retryAt);

  const actions: Action[] = stopping.length > 0 ? [{ do: 'stop', taskArns: stopping }] : [];
  if (count > 0 && mayStart) {
    const replaces = judged.filter(awaitsReplacement).map(({ task }) => task.arn);
    actions.push({ do: 'start', deploymentId: primary.id, count, replaces: replaces.slice(0, count) });
  }
  const stuck = missing > 0 && room <= 0 && stopping.length === 0 && judged.every(({ judgement }) => ['healthy', 'stopped'].includes(judgement.is));
  if (stuck && mayStart && primary.rolloutState === 'IN_PROGRESS') actions.push({ do: 'say-impossible' });
  return actions;
}

function planRest(service: Service, primary: Deployment, judged: readonly Judged[], { now, repeatSteadyMs }: PlanRules): Action[] {
  const mine = judged.filter((each) => isAlive(each) && each.task.deploymentId === primary.id);
  const settled =
    primary.rolloutState !== 'FAILED' &&
    mine.length === service.desiredCount &&
    mine.every(isHealthy) &&
    judged.every((each) => isPastDraining(each.task) || mine.includes(each));
  if (!settled) return [];
  if (primary.rolloutState === 'IN_PROGRESS') return [{ do: 'complete', deploymentId: primary.id }];
  const said = service.steadySince === undefined ? undefined : service.steadySaidAt;
  return said === undefined || now - said >= repeatSteadyMs ? [{ do: 'say-steady' }] : [];
}

function planDraining(judged: readonly Judged[]): Action[] {
  const alive = judged.filter(isAlive).map(({ task }) => task.arn);
  if (alive.length > 0) return [{ do: 'stop', taskArns: alive }];
  return judged.every(({ task }) => isPastDraining(task)) ? [{ do: 'become-inactive' }] : [];
}

/** Too many of the current deployment: those go first that serve nobody yet, then the youngest. */
function surplusOf(mine: readonly Judged[], desiredCount: number): readonly Judged[] {
  const byWorth = [...mine].sort((a, b) => worth(a) - worth(b) || b.task.createdAt - a.task.createdAt);
  return byWorth.slice(0, Math.max(0, mine.length - desiredCount));
}

/** Tasks of older deployments that may go now without falling below the lower limit. */
function stoppable(others: readonly Judged[], healthyCount: number, lower: number): readonly Judged[] {
  let spare = healthyCount - lower;
  return [...others]
    .sort((a, b) => worth(a) - worth(b) || a.task.createdAt - b.task.createdAt)
    .filter(({ judgement }) => {
      if (judgement.is === 'pending') return true;
      if (judgement.is === 'starting') return spare >= 0;
      spare -= 1;
      return spare >= 0;
    });
}

function worth({ judgement }: Judged): number {
  return judgement.is === 'healthy' ? 2 : judgement.is === 'starting' ? 1 : 0;
}

function isAlive({ judgement }: Judged): boolean {
  return judgement.is === 'pending' || judgement.is === 'starting' || judgement.is === 'healthy';
}

function isHealthy({ judgement }: Judged): boolean {
  return judgement.is === 'healthy';
}

function isPastDraining({ lastStatus }: Task): boolean {
  return lastStatus === 'STOPPING' || lastStatus === 'DEPROVISIONING' || lastStatus === 'STOPPED';
}

/** Stopped for bad health, and no other was started for it yet. */
function awaitsReplacement({ task }: Judged): boolean {
  return task.failed === true && task.stopCode === 'ServiceSchedulerInitiated' && !task.replaced;
}
