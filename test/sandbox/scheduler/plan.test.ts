import { describe, expect, it } from 'vitest';
import { breakerThresholdOf, limitsOf } from '../../../src/sandbox/scheduler/deployment-limits.js';
import { targetKey, type HealthReport } from '../../../src/sandbox/scheduler/judge-task.js';
import type { Deployment, Service, Task } from '../../../src/sandbox/scheduler/model.js';
import { plan } from '../../../src/sandbox/scheduler/plan.js';
import { makeDeployment } from './make.js';

const group = 'tg';
const now = 1_000_000;

/** A task in one word, e.g. "new1:healthy": its deployment, its number, how it stands. */
type Stand = 'pending' | 'starting' | 'healthy' | 'unhealthy' | 'young-unhealthy' | 'draining' | 'stopping' | 'stopped' | 'unregistered' | 'failed' | 'calm';

interface Case {
  readonly name: string;
  readonly desired?: number;
  readonly limits?: readonly [minimum: number, maximum: number];
  readonly status?: Service['status'];
  /** Deployments, PRIMARY first. */
  readonly deployments?: readonly (Partial<Deployment> & { readonly id: string })[];
  readonly service?: Partial<Service>;
  readonly tasks: readonly string[];
  readonly actions: readonly object[];
}

const inProgress = [{ id: 'new' }, { id: 'old', rolloutState: 'COMPLETED', wasCompleted: true }] as const;
const completed = [{ id: 'new', rolloutState: 'COMPLETED', wasCompleted: true }] as const;
const breaker = { deploymentCircuitBreaker: { enable: true, rollback: true }, minimumHealthyPercent: 100, maximumPercent: 200 };
const start = (count: number, replaces: readonly string[] = []) => ({ do: 'start', deploymentId: 'new', count, replaces });
const stop = (...taskArns: string[]) => ({ do: 'stop', taskArns });

const cases: readonly Case[] = [
  { name: 'a new service starts all of its tasks', desired: 2, deployments: [{ id: 'new' }], tasks: [], actions: [start(2)] },
  { name: 'nothing to do while they come up', desired: 2, deployments: [{ id: 'new' }], tasks: ['new1:pending', 'new2:starting'], actions: [] },
  { name: 'a running task is registered', deployments: [{ id: 'new' }], tasks: ['new1:unregistered'], actions: [{ do: 'register-targets', taskArn: 'new1' }] },
  { name: 'all healthy: completed', deployments: [{ id: 'new' }], tasks: ['new1:calm'], actions: [{ do: 'complete', deploymentId: 'new' }] },
  { name: 'a task seen healthy for the first time is noted', deployments: [{ id: 'new' }], tasks: ['new1:healthy'], actions: [{ do: 'mark-healthy', taskArn: 'new1' }] },
  { name: 'no task wanted: completed at once', desired: 0, deployments: [{ id: 'new' }], tasks: [], actions: [{ do: 'complete', deploymentId: 'new' }] },

  { name: '1 of 100/200: the new one first', deployments: inProgress, tasks: ['old1:calm'], actions: [start(1)] },
  { name: '1 of 100/200: the old one stays until the new one is healthy', deployments: inProgress, tasks: ['old1:calm', 'new1:starting'], actions: [] },
  { name: '1 of 100/200: then it goes', deployments: inProgress, tasks: ['old1:calm', 'new1:calm'], actions: [stop('old1')] },
  { name: 'not complete while the old one drains', deployments: inProgress, tasks: ['old1:draining', 'new1:calm'], actions: [] },
  { name: 'complete once it is drained', deployments: inProgress, tasks: ['old1:stopping', 'new1:calm'], actions: [{ do: 'complete', deploymentId: 'new' }] },
  { name: '1 of 0/100: the old one first', limits: [0, 100], deployments: inProgress, tasks: ['old1:calm'], actions: [stop('old1'), start(1)] },
  { name: '1 of 100/100: impossible', limits: [100, 100], deployments: inProgress, tasks: ['old1:calm'], actions: [{ do: 'say-impossible' }] },
  { name: '1 of 50/100: impossible, for half of one is one', limits: [50, 100], deployments: inProgress, tasks: ['old1:calm'], actions: [{ do: 'say-impossible' }] },
  { name: '4 of 50/100: in halves', desired: 4, limits: [50, 100], deployments: inProgress, tasks: ['old1:calm', 'old2:calm', 'old3:calm', 'old4:calm'], actions: [stop('old1', 'old2'), start(2)] },
  { name: '3 of 100/150: one more at a time', desired: 3, limits: [100, 150], deployments: inProgress, tasks: ['old1:calm', 'old2:calm', 'old3:calm'], actions: [start(1)] },
  { name: 'an old task that is not up yet is not waited for', deployments: inProgress, tasks: ['old1:pending'], actions: [stop('old1'), start(1)] },
  { name: 'an old task that starts is kept while nobody else serves', deployments: inProgress, tasks: ['old1:starting', 'new1:starting'], actions: [] },

  { name: 'a lost task is replaced', desired: 2, deployments: completed, tasks: ['new1:calm', 'new2:stopped'], actions: [start(1)] },
  { name: 'a lost task is replaced at 100/100 as well', limits: [100, 100], deployments: completed, tasks: ['new1:stopping'], actions: [start(1)] },
  { name: 'too many: the youngest goes', deployments: completed, tasks: ['new1:calm', 'new2:calm'], actions: [stop('new2')] },
  { name: 'too many: one that is not up goes first', deployments: completed, tasks: ['new1:calm', 'new2:calm', 'new3:pending'], desired: 2, actions: [stop('new3')] },
  { name: 'settled: said once', deployments: completed, tasks: ['new1:calm'], actions: [{ do: 'say-steady' }] },
  { name: 'settled: not said again at once', deployments: completed, service: { steadySince: 1, steadySaidAt: now - 5 }, tasks: ['new1:calm'], actions: [] },
  { name: 'settled: said again after six hours', deployments: completed, service: { steadySince: 1, steadySaidAt: now - 1000 }, tasks: ['new1:calm'], actions: [{ do: 'say-steady' }] },
  {
    name: 'an unhealthy target',
    deployments: completed,
    tasks: ['new1:unhealthy'],
    actions: [{ do: 'stop-unhealthy', taskArn: 'new1', targetGroupArn: group, port: 8080, reason: 'Request timed out' }],
  },
  { name: 'an unhealthy target within the grace period', deployments: completed, tasks: ['new1:young-unhealthy'], actions: [] },

  { name: 'a failed task is counted', deployments: inProgress, tasks: ['new1:failed'], actions: [{ do: 'count-failure', taskArn: 'new1' }] },
  { name: 'no new attempt before its time', deployments: [{ id: 'new', failedTasks: 1, retryAt: now + 1 }], tasks: [], actions: [] },
  { name: 'a new attempt at its time', deployments: [{ id: 'new', failedTasks: 1, retryAt: now }], tasks: [], actions: [start(1)] },
  {
    name: 'the breaker opens at three, and goes back',
    service: { deploymentConfiguration: breaker },
    deployments: [{ id: 'new', failedTasks: 3 }, inProgress[1]],
    tasks: ['old1:calm'],
    actions: [{ do: 'fail', deploymentId: 'new', rollBackTo: 'old' }],
  },
  { name: 'the breaker does not open at two', service: { deploymentConfiguration: breaker }, deployments: [{ id: 'new', failedTasks: 2 }, inProgress[1]], tasks: ['old1:calm'], actions: [start(1)] },
  {
    name: 'a deployment that failed for good starts nothing and stops nothing',
    deployments: [{ id: 'new', rolloutState: 'FAILED' }, inProgress[1]],
    tasks: ['old1:calm'],
    actions: [],
  },
  { name: 'a service being deleted lets everything go', status: 'DRAINING', desired: 0, deployments: inProgress, tasks: ['old1:calm', 'new1:pending'], actions: [stop('old1', 'new1')] },
  { name: 'not INACTIVE while a task drains', status: 'DRAINING', desired: 0, deployments: completed, tasks: ['new1:draining'], actions: [] },
  { name: 'INACTIVE once all are stopping', status: 'DRAINING', desired: 0, deployments: completed, tasks: ['new1:stopping'], actions: [{ do: 'become-inactive' }] },
  { name: 'an INACTIVE one needs nothing', status: 'INACTIVE', deployments: [], tasks: [], actions: [] },
];

describe('plan', () => {
  it.each(cases)('$name', ({ actions, ...given }) => {
    const { tasks, health } = tasksOf(given.tasks);
    expect(plan(serviceOf(given), tasks, health, { now, healthyAfterMs: 40, graceMs: 60, adoptionGraceMs: 100, repeatSteadyMs: 1000 })).toEqual(actions);
  });

  it('counts a task without a load balancer as healthy after forty seconds in RUNNING', () => {
    const [task] = tasksOf(['new1:starting']).tasks;
    const rules = { now, healthyAfterMs: 40_000, graceMs: 0, adoptionGraceMs: 0, repeatSteadyMs: 1000 };
    const at = (startedAt: number) => plan(serviceOf({ deployments: [{ id: 'new' }], tasks: [] }), [{ ...task!, targets: [], startedAt }], tasksOf([]).health, rules);
    expect(at(now - 39_999)).toEqual([]);
    expect(at(now - 40_000)).toEqual([{ do: 'mark-healthy', taskArn: 'new1' }]);
  });

  it('does not take a task for unhealthy when the load balancer cannot be asked', () => {
    const { tasks } = tasksOf(['new1:unhealthy']);
    const rules = { now, healthyAfterMs: 0, graceMs: 0, adoptionGraceMs: 0, repeatSteadyMs: 1000 };
    const service = serviceOf({ deployments: completed, tasks: [], service: { steadySince: 1, steadySaidAt: now } });
    expect(plan(service, tasks, { askedGroups: new Set(), targets: new Map() }, rules)).toEqual([]);
  });
});

describe('limits', () => {
  it.each([
    [1, 100, 200, 1, 2],
    [3, 50, 150, 2, 4],
    [4, 50, 100, 2, 4],
    [1, 50, 100, 1, 1],
    [0, 100, 200, 0, 0],
  ])('%i tasks at %i/%i: %i to %i', (desired, minimumHealthyPercent, maximumPercent, lower, upper) => {
    expect(limitsOf({ minimumHealthyPercent, maximumPercent }, desired)).toEqual({ lower, upper });
  });

  it.each([
    [1, undefined, 3],
    [10, undefined, 5],
    [1000, undefined, 200],
    [10, { type: 'COUNT' as const, value: 7 }, 7],
    [1000, { type: 'UNBOUNDED_PERCENT' as const, value: 50 }, 500],
  ])('the breaker of %i tasks with %o opens at %i', (desired, thresholdConfiguration, threshold) => {
    expect(breakerThresholdOf({ enable: true, rollback: false, thresholdConfiguration }, desired)).toBe(threshold);
  });
});

function serviceOf({ desired = 1, limits, status = 'ACTIVE', deployments = [], service }: Partial<Case>): Service {
  return {
    arn: 'service',
    name: 'service',
    clusterArn: 'cluster',
    status,
    desiredCount: desired,
    loadBalancers: [],
    deploymentConfiguration: limits ? { minimumHealthyPercent: limits[0], maximumPercent: limits[1] } : {},
    deployments: deployments.map((deployment, index) =>
      makeDeployment({ status: index === 0 ? 'PRIMARY' : 'ACTIVE', taskDefinitionArn: 'definition', revisionArn: '', ...deployment }),
    ),
    enableECSManagedTags: false,
    enableExecuteCommand: false,
    availabilityZoneRebalancing: 'ENABLED',
    createdAt: 0,
    createdBy: '',
    saidUntilResolved: [],
    tags: {},
    ...service,
  };
}

const lastStatus: Partial<Record<Stand, Task['lastStatus']>> = { pending: 'PENDING', draining: 'DEACTIVATING', stopping: 'STOPPING', stopped: 'STOPPED', failed: 'STOPPED' };

function tasksOf(words: readonly string[]): { tasks: Task[]; health: HealthReport } {
  const targets = new Map<string, { state: string; description?: string }>();
  const tasks = words.map((word, index): Task => {
    const [arn = '', stand] = word.split(':') as [string, Stand];
    const ip = `10.0.0.${index}`;
    const state = stand.endsWith('unhealthy') ? 'unhealthy' : stand === 'healthy' || stand === 'calm' ? 'healthy' : 'initial';
    targets.set(targetKey(group, ip, 8080), { state, description: 'Request timed out' });
    return {
      arn,
      id: arn,
      clusterArn: 'cluster',
      taskDefinitionArn: 'definition',
      group: 'service:service',
      deploymentId: arn.replace(/\d+$/, ''),
      lastStatus: lastStatus[stand] ?? 'RUNNING',
      desiredStatus: ['draining', 'stopping', 'stopped', 'failed'].includes(stand) ? 'STOPPED' : 'RUNNING',
      containers: [],
      networkInterface: { attachmentId: '', id: '', subnetId: '', privateIp: ip, status: 'ATTACHED' },
      targets: [{ targetGroupArn: group, containerName: 'web', port: 8080, registered: stand !== 'unregistered' }],
      overrides: {},
      cpu: '256',
      memory: '512',
      cpuArchitecture: 'x86_64',
      platformVersion: '1.4.0',
      platformFamily: 'Linux',
      enableExecuteCommand: false,
      tags: {},
      version: 1,
      createdAt: index,
      startedAt: stand === 'young-unhealthy' ? now - 59 : now - 500,
      healthyAt: ['calm', 'unhealthy', 'young-unhealthy', 'draining'].includes(stand) ? now - 100 : undefined,
      failed: stand === 'failed',
    };
  });
  return { tasks, health: { askedGroups: new Set([group]), targets } };
}
