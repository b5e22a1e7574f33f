import { expect, it } from 'vitest';
import type { Deployment, Service, Task } from '../../../src/sandbox/scheduler/model.js';
import { plan } from '../../../src/sandbox/scheduler/plan.js';
import { createRollOutHold } from '../../../src/sandbox/scheduler/roll-out-hold.js';

const rules = { now: 1_000_000, healthyAfterMs: 0, graceMs: 0, adoptionGraceMs: 0, repeatSteadyMs: 1000 };
const deployments = [{ id: 'new', status: 'PRIMARY', rolloutState: 'IN_PROGRESS', failedTasks: 0 }, { id: 'old', status: 'ACTIVE', rolloutState: 'COMPLETED', wasCompleted: true, failedTasks: 0 }] as unknown as Deployment[];
const service = { arn: 's', status: 'ACTIVE', desiredCount: 1, deployments, deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 200 }, saidUntilResolved: [] } as unknown as Service;
const task = (deploymentId: string, lastStatus: string) =>
  ({ arn: `${deploymentId}1`, id: `${deploymentId}1`, serviceArn: 's', deploymentId, lastStatus, desiredStatus: 'RUNNING', targets: [], startedAt: 1, healthyAt: 1, createdAt: 1 }) as unknown as Task;
const health = { askedGroups: new Set<string>(), targets: new Map() };
const next = (tasks: readonly Task[], holdSideBySide: boolean) => plan(service, tasks, health, { ...rules, holdSideBySide });

it('old and new stay side by side while a roll-out is held, and go on when it is not', () => {
  const both = [task('old', 'RUNNING'), task('new', 'RUNNING')];
  expect(next(both, true)).toEqual([]);
  expect(next(both, false)).toEqual([{ do: 'stop', taskArns: ['old1'] }]);
});

it('until then nothing is held: the new one starts as ever', () => {
  expect(next([task('old', 'RUNNING')], true)).toEqual(next([task('old', 'RUNNING')], false));
});

it('a hold ends by itself, and lasts five minutes at most', () => {
  let now = 0;
  const hold = createRollOutHold({ now: () => now, sleep: () => Promise.resolve() });
  expect(hold.holds()).toBe(false);
  hold.hold(1e9);
  now = 299_999;
  expect(hold.holds()).toBe(true);
  now = 300_000;
  expect(hold.holds()).toBe(false);
  hold.hold(1000);
  hold.hold(0);
  expect(hold.holds()).toBe(false);
});
