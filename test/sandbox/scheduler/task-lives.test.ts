import { describe, expect, it } from 'vitest';
import { StartFailure } from '../../../src/sandbox/runtime/start-failure.js';
import { createScheduler } from '../../../src/sandbox/scheduler/scheduler.js';
import type { Service, Task, TaskDefinition } from '../../../src/sandbox/scheduler/model.js';
import { createLightWorld, targetGroup, type LightWorld } from './light-world.js';
import { makeDeployment, makeService, makeTask, makeTaskDefinition } from './make.js';

const definition = makeTaskDefinition({ definition: { containerDefinitions: [{ name: 'web', image: 'i' }], networkMode: 'awsvpc' } });
const container = { arn: 'ca', name: 'web', image: 'i', lastStatus: 'PENDING', essential: true, cpu: '0' } as const;
const provisioning = (changes: Partial<Task> = {}): Task => makeTask({ arn: 't', id: 't', lastStatus: 'PROVISIONING', containers: [container], networkConfiguration: { awsvpcConfiguration: { subnets: ['s'] } }, ...changes });

async function start(light: LightWorld, { service, tasks = [], of = definition }: { service?: Service; tasks?: readonly Task[]; of?: TaskDefinition } = {}) {
  light.state.taskDefinitions.set(of.arn, of);
  if (service) light.state.services.set(service.arn, service);
  for (const task of tasks) light.state.tasks.set(task.arn, task);
  const scheduler = createScheduler(light.context, light.state, light.runtime);
  const started = scheduler.start();
  await light.clock.pass(0);
  return { scheduler, started, task: (arn = 't') => light.state.tasks.get(arn), now: () => light.clock.now() };
}

describe('the life of a task', () => {
  it('has the times of Fargate, from PROVISIONING to RUNNING', async () => {
    const light = createLightWorld();
    const { scheduler, task, now } = await start(light);
    const begun = now();
    scheduler.launch(provisioning());
    await light.clock.pass(3_999);
    expect(task()).toMatchObject({ lastStatus: 'PROVISIONING', networkInterface: { id: 'eni-1', subnetId: 's' }, availabilityZone: 'ra' });
    await light.clock.pass(1);
    expect(task()).toMatchObject({ lastStatus: 'PENDING', connectivityAt: begun + 4_000 });
    await light.clock.pass(11_999);
    expect(task()?.pullStartedAt).toBeUndefined();
    await light.clock.pass(1);
    expect(task()).toMatchObject({ lastStatus: 'ACTIVATING', pullStartedAt: begun + 16_000, pullStoppedAt: begun + 16_000, accessKeyId: 'ASIA', containers: [{ ...container, imageDigest: 'sha256:web', runtimeId: 'run-web' }] });
    await light.clock.pass(999);
    expect(task()?.startedAt).toBeUndefined();
    await light.clock.pass(1);
    expect(task()).toMatchObject({ lastStatus: 'RUNNING', startedAt: begun + 17_000, containers: [{ lastStatus: 'RUNNING', runtimeId: 'run-web' }] });
    expect(task()?.version).toBe(8);
    expect(light.calls.map((call) => call.split(' ')[0])).toEqual(['ec2:CreateNetworkInterface', 'removeStrays', 'prepare', 'start']);
  });

  it('that ends by itself goes through the steps of its end', async () => {
    const light = createLightWorld();
    const { scheduler, task, now } = await start(light);
    scheduler.launch(provisioning());
    await light.clock.pass(20_000);
    const key = light.context.credentials.issueForRole({ roleName: 'r', roleId: 'i', accountId: '1' }, 's', 900).accessKeyId;
    light.state.tasks.update('t', { accessKeyId: key });
    light.calls.length = 0;
    light.end('t');
    await light.clock.pass(0);
    const ended = now();
    expect(task()).toMatchObject({
      lastStatus: 'DEPROVISIONING', desiredStatus: 'STOPPED', stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited', stoppingAt: ended, executionStoppedAt: ended, failed: true,
      containers: [{ lastStatus: 'STOPPED', exitCode: 7, reason: 'why' }],
    });
    await light.clock.pass(9_999);
    expect(task()?.lastStatus).toBe('DEPROVISIONING');
    await light.clock.pass(1);
    expect(task()).toMatchObject({ lastStatus: 'STOPPED', stoppedAt: ended + 10_000, networkInterface: { status: 'DELETED' } });
    expect(task()?.accessKeyId).toBeUndefined();
    expect(light.context.credentials.find(key)).toBeUndefined();
    expect(light.calls).toEqual(['stop t {}', 'ec2:DeleteNetworkInterface {"NetworkInterfaceId":"eni-1"}']);
  });

  it.each([
    { it: 'provisioned', after: 1_000, calls: ['ec2:CreateNetworkInterface', 'stop', 'ec2:DeleteNetworkInterface'] },
    { it: 'pending', after: 5_000, calls: ['ec2:CreateNetworkInterface', 'stop', 'ec2:DeleteNetworkInterface'] },
    { it: 'activating', after: 16_500, calls: ['ec2:CreateNetworkInterface', 'removeStrays', 'prepare', 'start', 'stop', 'ec2:DeleteNetworkInterface'] },
    { it: 'running', after: 18_000, calls: ['ec2:CreateNetworkInterface', 'removeStrays', 'prepare', 'start', 'stop', 'ec2:DeleteNetworkInterface'] },
  ])('that is stopped while it is $it goes no further', async ({ after, calls }) => {
    const light = createLightWorld();
    const { scheduler, task, now } = await start(light);
    scheduler.launch(provisioning());
    await light.clock.pass(after);
    const asked = now();
    scheduler.stopTask('t', { stopCode: 'UserInitiated', stoppedReason: 'mine' });
    scheduler.stopTask('t', { stopCode: 'TerminationNotice', stoppedReason: 'later' });
    scheduler.stopTask('nobody', { stopCode: 'UserInitiated', stoppedReason: 'x' });
    await light.clock.pass(60_000);
    expect(task()).toMatchObject({ lastStatus: 'STOPPED', desiredStatus: 'STOPPED', stopCode: 'UserInitiated', stoppedReason: 'mine', stoppingAt: asked });
    expect(task()?.failed).toBeUndefined();
    expect(light.calls.map((call) => call.split(' ')[0])).toEqual(calls);
  });

  it('that is stopped while its image is pulled is not started', async () => {
    const light = createLightWorld();
    const { scheduler, task } = await start(light);
    light.does.prepare = async () => {
      await light.clock.sleep(5_000);
      return { web: 'sha256:web' };
    };
    scheduler.launch(provisioning());
    await light.clock.pass(17_000);
    scheduler.stopTask('t', { stopCode: 'UserInitiated', stoppedReason: 'mine', failed: true });
    await light.clock.pass(60_000);
    expect(light.calls).not.toContain('start t');
    expect(task()).toMatchObject({ lastStatus: 'STOPPED', failed: true });
  });

  it.each([
    { error: new StartFailure('CannotPull', 'web'), stoppedReason: 'CannotPull', logged: 0 },
    { error: new Error('disk on fire'), stoppedReason: 'ResourceInitializationError: disk on fire', logged: 1 },
  ])('that cannot start says why: $stoppedReason', async ({ error, stoppedReason, logged }) => {
    const light = createLightWorld();
    const { scheduler, task } = await start(light);
    light.does.prepare = () => Promise.reject(error);
    light.does.stop = () => Promise.resolve();
    scheduler.launch(provisioning());
    await light.clock.pass(16_000);
    expect(task()).toMatchObject({ desiredStatus: 'STOPPED', stopCode: 'TaskFailedToStart', stoppedReason, failed: true, stoppingAt: light.clock.now(), containers: [{ reason: 'why' }] });
    expect(light.log).toHaveLength(logged);
  });

  it('whose container failed bears the reason until it has ended', async () => {
    const light = createLightWorld();
    const { scheduler, task } = await start(light);
    light.does.prepare = () => Promise.reject(new StartFailure('CannotPull', 'web'));
    light.does.stop = () => light.clock.sleep(1_000);
    scheduler.launch(provisioning({ containers: [container, { ...container, name: 'side' }] }));
    await light.clock.pass(16_500);
    expect(task()?.containers.map(({ reason }) => reason)).toEqual(['CannotPull', undefined]);
  });

  it('that failed because it was stopped did not fail', async () => {
    const light = createLightWorld();
    const { scheduler, task } = await start(light);
    light.does.prepare = async () => {
      await light.clock.sleep(5_000);
      throw new Error('aborted');
    };
    scheduler.launch(provisioning());
    await light.clock.pass(17_000);
    scheduler.stopTask('t', { stopCode: 'UserInitiated', stoppedReason: 'mine' });
    await light.clock.pass(60_000);
    expect(task()).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'mine' });
    expect([task()?.failed, light.log]).toEqual([undefined, []]);
  });

  it('whose definition is gone cannot start', async () => {
    const light = createLightWorld();
    const { scheduler, task } = await start(light);
    scheduler.launch(provisioning({ taskDefinitionArn: 'gone' }));
    await light.clock.pass(16_000);
    expect(task()).toMatchObject({ stopCode: 'TaskFailedToStart', stoppedReason: 'Unable to describe task definition.' });
  });

  it('is not ended by an engine that does not answer: it is asked again each second', async () => {
    const light = createLightWorld();
    const { scheduler, task } = await start(light);
    scheduler.launch(provisioning());
    await light.clock.pass(20_000);
    let attempts = 0;
    light.does.stop = () => ((attempts += 1) < 4 ? Promise.reject(new Error('no engine')) : Promise.resolve());
    light.answers.set('DeleteNetworkInterface', () => {
      if (light.log.length < 5) throw new Error('in use');
      return {};
    });
    scheduler.stopTask('t', { stopCode: 'UserInitiated', stoppedReason: 'mine' });
    await light.clock.pass(2_999);
    expect([task()?.lastStatus, attempts]).toEqual(['STOPPING', 3]);
    await light.clock.pass(1);
    expect([task()?.lastStatus, attempts]).toEqual(['DEPROVISIONING', 4]);
    await light.clock.pass(12_000);
    expect(task()?.lastStatus).toBe('STOPPED');
    expect(light.log).toHaveLength(5);
  });
});

describe('a task of a service behind a load balancer', () => {
  const behind = (changes: Parameters<typeof makeService>[0] = {}) => makeService({ loadBalancers: [{ targetGroupArn: targetGroup, containerName: 'web', containerPort: 80 }], deployments: [{ networkConfiguration: { awsvpcConfiguration: { subnets: ['s'] } } }], ...changes });
  const only = (light: LightWorld) => light.state.tasks.values().filter(({ lastStatus }) => lastStatus !== 'STOPPED');

  async function steady(light: LightWorld, changes: Parameters<typeof makeService>[0] = {}) {
    const service = behind(changes);
    const made = await start(light, { service });
    await light.clock.pass(18_000);
    const [task] = only(light);
    if (!task?.networkInterface) throw new Error('no task');
    light.health.set(task.networkInterface.privateIp, { State: 'healthy' });
    await light.clock.pass(300);
    return { ...made, service, arn: task.arn, ip: task.networkInterface.privateIp, current: () => light.state.services.get(service.arn) };
  }

  it('is registered, becomes healthy, and completes the deployment', async () => {
    const light = createLightWorld();
    const { current, arn, task } = await steady(light);
    expect(task(arn)).toMatchObject({ lastStatus: 'RUNNING', targets: [{ registered: true }], healthyAt: expect.any(Number) as number });
    expect(current()).toMatchObject({ deployments: [{ rolloutState: 'COMPLETED', imageDigests: { web: 'sha256:web' } }], steadySince: expect.any(Number) as number });
    expect(light.messages(behind().arn).slice(0, 3)).toEqual([
      '(service s) has reached a steady state.', '(service s) (deployment ecs-svc/1) deployment completed.', `(service s) registered 1 targets in (target-group ${targetGroup})`,
    ]);
  });

  it('stays until the load balancer has let go of it', async () => {
    const light = createLightWorld();
    const { current, service, ip, arn, task, scheduler } = await steady(light);
    light.state.services.update(service.arn, { desiredCount: 0 });
    light.calls.length = 0;
    scheduler.wake(service.arn);
    await light.clock.pass(5_000);
    expect(task(arn)).toMatchObject({ lastStatus: 'DEACTIVATING', desiredStatus: 'STOPPED', targets: [{ registered: true }] });
    expect(light.calls.some((call) => call.startsWith('stop'))).toBe(false);
    light.health.set(ip, { State: 'unused' });
    await light.clock.pass(100);
    expect(task(arn)).toMatchObject({ lastStatus: 'DEPROVISIONING', targets: [{ registered: false }] });
    expect(light.messages(service.arn).slice(0, 4)).toEqual([
      expect.stringMatching(/steady state/) as string, '(service s, taskSet ecs-svc/1) has begun draining connections on 1 tasks.', `(service s) deregistered 1 targets in (target-group ${targetGroup})`,
      expect.stringMatching(/^\(service s\) has stopped 1 running tasks/) as string,
    ]);
    await light.clock.pass(20_000);
    expect(only(light)).toEqual([]);
    expect(current()?.steadySince).toBeDefined();
  });

  it('that died is not waited for, and replaced', async () => {
    const light = createLightWorld();
    const { arn, ip, task } = await steady(light);
    light.end(task(arn)?.id ?? '');
    await light.clock.pass(1_000);
    expect(light.health.get(ip)?.State).toBe('draining');
    expect(task(arn)).toMatchObject({ lastStatus: 'DEPROVISIONING' });
    expect(only(light)).toHaveLength(2);
  });

  it('that is unhealthy is stopped and replaced, but not within its grace', async () => {
    const light = createLightWorld();
    const { arn, ip, task } = await steady(light, { healthCheckGracePeriodSeconds: 60 });
    light.health.set(ip, { State: 'unhealthy', Description: 'Request timed out' });
    await light.clock.pass(50_000);
    expect(task(arn)?.desiredStatus).toBe('RUNNING');
    await light.clock.pass(12_000);
    expect(task(arn)).toMatchObject({ desiredStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated', failed: true, replaced: true });
    expect(light.messages(behind().arn).some((message) => message.includes('Amazon ECS replaced 1 tasks due to an unhealthy status.'))).toBe(true);
  });

  it('is looked at each second when nothing is to be done, and each quarter of one when something is', async () => {
    const light = createLightWorld();
    const { ip } = await steady(light);
    const looks = async (ms: number) => {
      light.calls.length = 0;
      await light.clock.pass(ms);
      return light.calls.filter((call) => call.startsWith('elbv2:DescribeTargetHealth')).length;
    };
    await light.clock.pass(1_000);
    expect(await looks(10_000)).toBe(10);
    light.health.set(ip, { State: 'initial' });
    light.state.services.update(behind().arn, { steadySince: undefined });
    await light.clock.pass(1_000);
    expect(await looks(10_000)).toBe(40);
  });

  it('that cannot start is tried again ever later, and in between nothing is looked at', async () => {
    const light = createLightWorld();
    light.does.prepare = () => Promise.reject(new StartFailure('CannotPull'));
    await start(light, { service: behind() });
    const starts: number[] = [];
    const begun = light.clock.now();
    let known = 0;
    while (starts.length < 4) {
      await light.clock.pass(250);
      const { size } = light.state.tasks;
      if (size > known) starts.push(Math.round((light.clock.now() - begun) / 1000));
      known = size;
    }
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    // 16 s until the image is pulled, and then 30 s, 60 s, 120 s.
    expect(gaps).toEqual([46, 76, 136]);
  });
});

describe('a sandbox that is started again', () => {
  const running = (changes: Partial<Task> = {}) => makeTask({ arn: 't', id: 't', containers: [{ ...container, runtimeId: 'run-web', lastStatus: 'RUNNING' }], startedAt: 1, ...changes });

  it('takes up what still runs, and buries what is lost', async () => {
    const light = createLightWorld();
    light.does.adopt = ({ taskId }) => Promise.resolve(taskId === 't');
    const lost = [running({ arn: 'l', id: 'l' }), running({ arn: 'p', id: 'p', lastStatus: 'PENDING' }), running({ arn: 'd', id: 'd', desiredStatus: 'STOPPED', stoppedReason: 'before' }), running({ arn: 'g', id: 'g', taskDefinitionArn: 'gone' })];
    const { task, started, now } = await start(light, { tasks: [running(), ...lost, running({ arn: 's', id: 's', lastStatus: 'STOPPED', stoppedAt: light.clock.now() })] });
    await started;
    expect(light.calls.slice(0, 3)).toEqual(['adopt t', 'adopt l', 'removeStrays t']);
    expect(task()).toMatchObject({ lastStatus: 'RUNNING', adoptedAt: now() });
    expect(task('l')).toMatchObject({ stopCode: 'TerminationNotice', stoppedReason: 'The sandbox that ran this task was stopped.' });
    expect(task('d')?.stoppedReason).toBe('before');
    await light.clock.pass(10_000);
    expect(['l', 'p', 'd', 'g'].map((arn) => task(arn)?.lastStatus)).toEqual(['STOPPED', 'STOPPED', 'STOPPED', 'STOPPED']);
    light.end('t');
    await light.clock.pass(0);
    expect(task()).toMatchObject({ stopCode: 'EssentialContainerExited' });
  });

  it('waits a little for an engine that starts too: 2 s, five times for all tasks together', async () => {
    const light = createLightWorld();
    let asked = 0;
    light.does.adopt = () => ((asked += 1), Promise.reject(new Error('no engine')));
    const { task } = await start(light, { tasks: [running(), running({ arn: 'u', id: 'u' })] });
    await light.clock.pass(9_999);
    expect([asked, task()?.desiredStatus]).toEqual([5, 'RUNNING']);
    await light.clock.pass(1);
    expect([asked, task()?.desiredStatus, task('u')?.desiredStatus]).toEqual([7, 'STOPPED', 'STOPPED']);
    expect(light.log).toHaveLength(7);
  });

  it('starts although strays cannot be removed, and tries that again before the first container', async () => {
    const light = createLightWorld();
    let failures = 0;
    light.does.removeStrays = () => ((failures += 1) < 3 ? Promise.reject(new Error('no engine')) : Promise.resolve());
    const { scheduler } = await start(light, { tasks: [running(), makeTask({ arn: 'old', id: 'old', lastStatus: 'STOPPED', stoppedAt: light.clock.now() })] });
    for (const arn of ['a', 'b', 'c']) {
      scheduler.launch(provisioning({ arn, id: arn }));
      await light.clock.pass(20_000);
    }
    expect(light.calls.filter((call) => call.startsWith('removeStrays'))).toEqual(['removeStrays t', 'removeStrays t,a', 'removeStrays t,a,b']);
    expect(light.log).toHaveLength(2);
  });

  it('looks after its services from then on, but not after those that are gone', async () => {
    const light = createLightWorld();
    light.state.services.set('gone', makeService({ arn: 'gone', status: 'INACTIVE' }));
    const { scheduler } = await start(light, { service: makeService({ deployments: [{ networkConfiguration: { awsvpcConfiguration: { subnets: ['s'] } } }] }) });
    await light.clock.pass(1_000);
    expect(light.state.tasks.values()).toHaveLength(1);
    scheduler.wake('gone');
    expect(light.messages('gone')).toEqual([]);
  });

  it('forgets what is old, every ten seconds', async () => {
    const light = createLightWorld();
    await start(light);
    light.state.tasks.set('old', makeTask({ arn: 'old', lastStatus: 'STOPPED', stoppedAt: light.clock.now() - 3_599_000 }));
    await light.clock.pass(9_999);
    expect(light.state.tasks.has('old')).toBe(true);
    await light.clock.pass(1);
    expect(light.state.tasks.has('old')).toBe(false);
  });
});

describe('a sandbox that is stopped', () => {
  it('ends its tasks at once, with a short grace, and wakes no service', async () => {
    const light = createLightWorld();
    const service = makeService({ deployments: [{ networkConfiguration: { awsvpcConfiguration: { subnets: ['s'] } } }] });
    const { scheduler } = await start(light, { service });
    await light.clock.pass(20_000);
    const [task] = light.state.tasks.values();
    let over = false;
    void scheduler.stop().then(() => (over = true));
    await light.clock.pass(0);
    expect(over).toBe(true);
    expect(light.state.tasks.get(task?.arn ?? '')).toMatchObject({ lastStatus: 'STOPPED', stopCode: 'TerminationNotice', stoppedReason: 'The sandbox that ran this task was stopped.' });
    expect(light.calls.filter((call) => call.startsWith('stop'))).toEqual([`stop ${task?.id ?? ''} {"graceSeconds":3}`]);
    scheduler.wake(service.arn);
    await light.clock.pass(60_000);
    expect(light.state.tasks.size).toBe(1);
  });

  it('does not wait for an engine that does not answer', async () => {
    const light = createLightWorld();
    const { scheduler, task } = await start(light);
    scheduler.launch(provisioning());
    await light.clock.pass(20_000);
    light.does.stop = () => Promise.reject(new Error('no engine'));
    let over = false;
    void scheduler.stop().then(() => (over = true));
    await light.clock.pass(0);
    expect([over, task()?.lastStatus]).toEqual([true, 'STOPPED']);
  });

  it('before it was started wakes nothing', async () => {
    const light = createLightWorld();
    light.state.services.set('s', makeService({ arn: 's', deployments: [makeDeployment()] }));
    createScheduler(light.context, light.state, light.runtime).wake('s');
    await light.clock.pass(10_000);
    expect(light.calls).toEqual([]);
  });
});

describe('a service that is deleted', () => {
  it('lets its tasks go, and is INACTIVE when they have', async () => {
    const light = createLightWorld();
    const service = makeService({ deployments: [{ networkConfiguration: { awsvpcConfiguration: { subnets: ['s'] } } }] });
    const { scheduler, now } = await start(light, { service });
    await light.clock.pass(20_000);
    light.state.services.update(service.arn, { status: 'DRAINING', desiredCount: 0 });
    scheduler.wake(service.arn);
    await light.clock.pass(0);
    await light.clock.pass(300);
    expect(light.state.services.get(service.arn)).toMatchObject({ status: 'INACTIVE', deployments: [] });
    expect(light.state.services.get(service.arn)?.inactiveAt).toBeLessThanOrEqual(now());
  });

  it('is told of in the log when something about it breaks, and goes on', async () => {
    const light = createLightWorld();
    light.state.taskDefinitions.set('d', makeTaskDefinition({ arn: 'd', definition: { taskRoleArn: 'arn:aws:iam::1:role/app', containerDefinitions: [] } }));
    const look = light.answers.get('GetRole');
    let broken = true;
    light.answers.set('GetRole', (input) => {
      if (broken) throw new Error('broken');
      return look?.(input);
    });
    await start(light, { service: makeService({ deployments: [{ taskDefinitionArn: 'd' }] }) });
    await light.clock.pass(600);
    expect(light.log.length).toBeGreaterThanOrEqual(3);
    expect(light.log[0]).toMatch(/^service arn:aws:ecs:r:1:service\/c\/s: Error: broken\n/);
    broken = false;
    await light.clock.pass(300);
    expect(light.state.tasks.size).toBe(1);
  });
});
