import { describe, expect, it } from 'vitest';
import { paceOf } from '../../../src/sandbox/pace.js';
import { addFailure, countFailure, markHealthy } from '../../../src/sandbox/scheduler/note-outcome.js';
import type { SchedulerWorld } from '../../../src/sandbox/scheduler/scheduler-world.js';
import { createEcsState } from '../../../src/sandbox/scheduler/state.js';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import { makeService, makeTask } from './make.js';

const now = 1_000_000;

function worldWith(service: Parameters<typeof makeService>[0], pace: 'fast' | 'real' = 'real') {
  const state = createEcsState(openJournalStore());
  const made = makeService(service);
  state.services.set(made.arn, made);
  const world = { state, context: { clock: { now: () => now }, pace: paceOf(pace) } } as unknown as SchedulerWorld;
  const current = () => state.services.get(made.arn) ?? made;
  return { world, state, current, deployment: () => current().deployments[0], messages: () => (state.events.get(made.arn)?.events ?? []).map(({ message }) => message) };
}

describe('a deployment whose tasks fail', () => {
  it.each([
    { failures: 0, seconds: 30 },
    { failures: 1, seconds: 60 },
    { failures: 2, seconds: 120 },
    { failures: 4, seconds: 480 },
    { failures: 5, seconds: 900 },
    { failures: 5000, seconds: 900 },
  ])('after $failures others waits $seconds s, at the fast pace a 120th of it', ({ failures, seconds }) => {
    for (const [pace, divisor] of [['real', 1], ['fast', 120]] as const) {
      const { world, current, deployment } = worldWith({ deployments: [{ failedTasks: failures }] }, pace);
      addFailure(world, current().arn, deployment()?.id);
      expect(deployment()).toMatchObject({ failedTasks: failures + 1, retryAt: now + (seconds * 1000) / divisor });
    }
  });

  const throttled = /is unable to consistently start tasks successfully/;
  it.each([
    { failures: 1, breaker: false, told: 0 },
    { failures: 2, breaker: false, told: 1 },
    { failures: 20, breaker: false, told: 1 },
    { failures: 20, breaker: true, told: 0 },
  ])('after $failures others, breaker $breaker: it is told $told times', ({ failures, breaker, told }) => {
    const { world, current, deployment, messages } = worldWith({
      deployments: [{ failedTasks: failures }],
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: breaker, rollback: false } },
    });
    addFailure(world, current().arn, deployment()?.id);
    expect(messages().filter((message) => throttled.test(message))).toHaveLength(told);
    if (failures > 2) addFailure(world, current().arn, deployment()?.id);
    expect(messages()).toHaveLength(told);
  });

  it('counts only the deployment that the task was of', () => {
    const { world, state, current } = worldWith({ deployments: [{ id: 'new' }, { id: 'old', status: 'ACTIVE' }] });
    state.tasks.set('t', makeTask({ arn: 't', deploymentId: 'old', stopCode: 'EssentialContainerExited' }));
    countFailure(world, current(), 't');
    expect(current().deployments.map(({ failedTasks }) => failedTasks)).toEqual([0, 1]);
    expect(state.tasks.get('t')?.failureCounted).toBe(true);
  });

  it.each([
    { stopCode: 'TaskFailedToStart' as const, told: ['(service s) was unable to place a task. Reason: no image.'] },
    { stopCode: 'EssentialContainerExited' as const, told: [] },
  ])('of a task that ended with $stopCode tells $told, once', ({ stopCode, told }) => {
    const { world, state, current, messages } = worldWith({});
    for (const arn of ['t', 'u']) {
      state.tasks.set(arn, makeTask({ arn, deploymentId: 'ecs-svc/1', stopCode, stoppedReason: 'no image.' }));
      countFailure(world, current(), arn);
    }
    expect(messages()).toEqual(told);
  });
});

describe('a deployment of which a task serves', () => {
  const impossible = '(service s) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.';

  it.each([
    { reset: undefined, failedTasks: 0 },
    { reset: true, failedTasks: 0 },
    { reset: false, failedTasks: 4 },
  ])('forgets its failures unless resetOnHealthyTask is false ($reset)', ({ reset, failedTasks }) => {
    const breaker = { enable: true, rollback: false, ...(reset === undefined ? {} : { resetOnHealthyTask: reset }) };
    const { world, state, current, deployment } = worldWith({
      deployments: [{ failedTasks: 4, retryAt: now + 5 }],
      deploymentConfiguration: { deploymentCircuitBreaker: breaker },
      saidUntilResolved: ['something', impossible],
    });
    state.tasks.set('t', makeTask({ arn: 't', deploymentId: 'ecs-svc/1' }));
    markHealthy(world, current(), 't');
    expect(state.tasks.get('t')?.healthyAt).toBe(now);
    expect(deployment()?.retryAt).toBeUndefined();
    expect(deployment()?.failedTasks).toBe(failedTasks);
    expect(current().saidUntilResolved).toEqual([impossible]);
  });
});
