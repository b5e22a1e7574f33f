import { describe, expect, it } from 'vitest';
import { judgeTask, targetKey, type HealthReport, type TargetHealth } from '../../../src/sandbox/scheduler/judge-task.js';
import type { Task, TaskTarget } from '../../../src/sandbox/scheduler/model.js';
import { makeTask } from './make.js';

const now = 1_000_000;
const rules = { now, healthyAfterMs: 400, graceMs: 100, adoptionGraceMs: 150 };
const target = (targetGroupArn: string, registered = true): TaskTarget => ({ targetGroupArn, containerName: 'web', port: 80, registered });
const nic = { networkInterface: { attachmentId: 'a', id: 'eni', subnetId: 's', privateIp: '10.0.0.1', status: 'ATTACHED' } } as const;

function report(health: Readonly<Record<string, TargetHealth | undefined>>): HealthReport {
  return {
    askedGroups: new Set(Object.keys(health)),
    targets: new Map(Object.entries(health).flatMap(([group, seen]) => (seen === undefined ? [] : [[targetKey(group, '10.0.0.1', 80), seen] as const]))),
  };
}

const healthy = { state: 'healthy' };
const unhealthy = { state: 'unhealthy', description: 'Request timed out' };
const old = { startedAt: now - 1000 };

describe('a task in the eyes of the scheduler', () => {
  it.each<[string, Partial<Task>, Readonly<Record<string, TargetHealth | undefined>>, string]>([
    ['has stopped', { lastStatus: 'STOPPED', desiredStatus: 'RUNNING' }, {}, 'stopped'],
    ['has stopped as it should', { lastStatus: 'STOPPED', desiredStatus: 'STOPPED' }, {}, 'stopped'],
    ['is to stop', { desiredStatus: 'STOPPED' }, {}, 'leaving'],
    ['is not up yet', { lastStatus: 'PENDING' }, {}, 'pending'],
    ['runs, without a load balancer, not long enough', { startedAt: now - 399 }, {}, 'starting'],
    ['runs, without a load balancer, long enough', { startedAt: now - 400 }, {}, 'healthy'],
    ['runs since nobody knows when', {}, {}, 'starting'],
    ['is healthy', { ...old, targets: [target('a')] }, { a: healthy }, 'healthy'],
    ['is healthy however new', { startedAt: now, targets: [target('a')] }, { a: healthy }, 'healthy'],
    ['is healthy in one of two groups', { ...old, targets: [target('a'), target('b')] }, { a: healthy, b: { state: 'initial' } }, 'starting'],
    ['is healthy in the second of two groups', { ...old, targets: [target('a'), target('b')] }, { a: { state: 'initial' }, b: healthy }, 'starting'],
    ['is healthy in both', { ...old, targets: [target('a'), target('b')] }, { a: healthy, b: healthy }, 'healthy'],
    ['is not registered yet', { ...old, targets: [target('a', false)] }, { a: healthy }, 'starting'],
    ['is not in the answer', { ...old, targets: [target('a')] }, { a: undefined }, 'starting'],
    ['cannot be asked about, was healthy', { ...old, targets: [target('a')], healthyAt: 1 }, {}, 'healthy'],
    ['cannot be asked about, never was', { ...old, targets: [target('a')] }, {}, 'starting'],
    ['cannot be asked about in one group, is new in the other', { ...old, targets: [target('a'), target('b')], healthyAt: 1 }, { b: { state: 'initial' } }, 'starting'],
    ['is unhealthy, within its grace', { startedAt: now - 99, targets: [target('a')] }, { a: unhealthy }, 'starting'],
    ['is unhealthy, at the end of its grace', { startedAt: now - 100, targets: [target('a')] }, { a: unhealthy }, 'unhealthy'],
    ['is unhealthy, just taken up after a restart', { ...old, adoptedAt: now - 149, targets: [target('a')] }, { a: unhealthy }, 'starting'],
    ['is unhealthy, some time after a restart', { ...old, adoptedAt: now - 150, targets: [target('a')] }, { a: unhealthy }, 'unhealthy'],
    ['is unhealthy in the second group', { ...old, targets: [target('a'), target('b')] }, { a: healthy, b: unhealthy }, 'unhealthy'],
    ['is unhealthy, but not registered', { ...old, targets: [target('a', false)] }, { a: unhealthy }, 'starting'],
  ])('%s', (_, task, health, is) => {
    expect(judgeTask(makeTask({ ...nic, ...task }), report(health), rules).is).toBe(is);
  });

  it('is unhealthy for a reason', () => {
    const task = makeTask({ ...nic, ...old, targets: [target('a')] });
    expect(judgeTask(task, report({ a: unhealthy }), rules)).toEqual({ is: 'unhealthy', targetGroupArn: 'a', port: 80, reason: 'Request timed out' });
    expect(judgeTask(task, report({ a: { state: 'unhealthy' } }), rules)).toMatchObject({ reason: 'Health checks failed' });
  });

  it('without an address is nobody’s target', () => {
    const task = makeTask({ ...old, targets: [target('a')] });
    expect(judgeTask(task, report({ a: unhealthy }), rules).is).toBe('starting');
    expect(targetKey('a', '', 80)).toBe('a :80');
  });
});
