import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cluster, describeAllTasks, describeService, messagesOf, prepareCluster, serviceInput, serviceName, taskDefinitionInput, until, untilSteady } from './boyacky.js';
import { createFakeWorld, digestOf, targetGroupArn, type FakeWorld } from './fake-world.js';

describe('a service', () => {
  let world: FakeWorld;
  beforeEach(async () => {
    world = await createFakeWorld();
    await prepareCluster(world);
  });
  afterEach(() => world.ecs.stop?.());

  it('comes up with the events of AWS, newest first', async () => {
    await world.call('CreateService', serviceInput());
    const service = await untilSteady(world);
    const [task] = await describeAllTasks(world);
    const id = task?.taskArn?.split('/').at(-1) ?? '';
    const deployment = service.deployments?.[0];
    expect(messagesOf(service)).toEqual([
      `(service ${serviceName}) has reached a steady state.`,
      `(service ${serviceName}) (deployment ${deployment?.id ?? ''}) deployment completed.`,
      `(service ${serviceName}) registered 1 targets in (target-group ${targetGroupArn})`,
      `(service ${serviceName}) has started 1 tasks: (task ${id}).`,
    ]);
    expect(deployment).toMatchObject({ status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 1, pendingCount: 0, failedTasks: 0 });
    expect(deployment?.id).toMatch(/^ecs-svc\/\d{19}$/);
    expect(deployment?.rolloutStateReason).toBe(`ECS deployment ${deployment?.id ?? ''} completed.`);
  });

  it('replaces its tasks without a moment of too few: the old one is drained before it is stopped', async () => {
    await world.call('CreateService', serviceInput());
    await untilSteady(world);
    const [old] = await describeAllTasks(world);
    const oldIp = old?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address ?? '';
    world.registry.get('boyacky/web-app')?.set('1.1', digestOf('2'));
    world.engine.images.set(`127.0.0.1:4599/boyacky/web-app@${digestOf('2')}`, 'amd64');
    await world.call('RegisterTaskDefinition', taskDefinitionInput('1.1'));

    const { service: answer } = await world.call<{ service: Awaited<ReturnType<typeof describeService>> }>('UpdateService', {
      cluster,
      service: serviceName,
      taskDefinition: 'boyacky-taskdef:2',
      forceNewDeployment: true,
    });
    expect(answer.deployments?.map(({ status, desiredCount }) => [status, desiredCount])).toEqual([
      ['PRIMARY', 0],
      ['ACTIVE', 1],
    ]);
    const service = await untilSteady(world);

    const order = world.timeline.slice(world.timeline.indexOf(`deregister ${oldIp}`)).map((line) => line.replace(/(stop|remove) .*/, '$1'));
    expect(order.slice(0, 3)).toEqual([`deregister ${oldIp}`, `unused ${oldIp}`, 'stop']);
    const registered = world.timeline.filter((line) => line.startsWith('register'));
    expect(world.timeline.indexOf(registered[1] ?? '')).toBeLessThan(world.timeline.indexOf(`deregister ${oldIp}`));
    const told = messagesOf(service).slice(0, 7).map((message) => message.replace(/\((service|task|deployment)[^)]*\) ?/g, '').trim());
    expect(told).toEqual([
      'has reached a steady state.',
      'deployment completed.',
      'has begun draining connections on 1 tasks.',
      `deregistered 1 targets in (target-group ${targetGroupArn})`,
      'has stopped 1 running tasks: .',
      `registered 1 targets in (target-group ${targetGroupArn})`,
      'has started 1 tasks: .',
    ]);
    const stopped = await until('old task stopped', async () => (await describeAllTasks(world)).find(({ lastStatus }) => lastStatus === 'STOPPED'));
    expect(stopped).toMatchObject({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${old?.startedBy ?? ''})`,
      containers: [{ exitCode: 0, lastStatus: 'STOPPED' }],
    });
    expect(world.engine.running()).toHaveLength(1);
  });

  it('resolves a tag once a deployment: later tasks run the same digest', async () => {
    await world.call('CreateService', serviceInput());
    await untilSteady(world);
    world.registry.get('boyacky/web-app')?.set('1.0', digestOf('9'));
    world.engine.images.set(`127.0.0.1:4599/boyacky/web-app@${digestOf('9')}`, 'amd64');
    await world.call('UpdateService', { cluster, service: serviceName, desiredCount: 2 });
    await until('two running', async () => (await describeService(world)).runningCount === 2);
    const digests = (await describeAllTasks(world)).map(({ containers }) => containers?.[0]?.imageDigest);
    expect(digests).toEqual([digestOf('1'), digestOf('1')]);

    await world.call('UpdateService', { cluster, service: serviceName, forceNewDeployment: true });
    await untilSteady(world);
    const running = (await describeAllTasks(world)).filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
    expect(running.map(({ containers }) => containers?.[0]?.imageDigest)).toEqual([digestOf('9'), digestOf('9')]);
  });

  it('replaces a task whose target is unhealthy', async () => {
    await world.call('CreateService', serviceInput());
    await untilSteady(world);
    const [sick] = await describeAllTasks(world);
    const ip = sick?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address;
    world.targetGroup.healthOf = (each) => (each === ip ? 'unhealthy' : 'healthy');
    const messages = await until('steady again', async () => {
      const seen = messagesOf(await describeService(world));
      return seen[0]?.endsWith('steady state.') && seen.some((each) => each.includes('unhealthy in')) && seen;
    });
    const id = sick?.taskArn?.split('/').at(-1) ?? '';
    expect(messages).toContain(
      `(service ${serviceName}) (task ${id}) (port 8080) is unhealthy in (target-group ${targetGroupArn}) due to (reason Health checks failed with these codes: [404])`,
    );
    expect(messages.some((each) => each.endsWith('Amazon ECS replaced 1 tasks due to an unhealthy status.'))).toBe(true);
    const stopped = await until('stopped', async () => (await describeAllTasks(world)).find(({ lastStatus }) => lastStatus === 'STOPPED'));
    expect(stopped.stoppedReason).toBe(`Task failed ELB health checks in (target-group ${targetGroupArn})`);
  });

  it('replaces a task that ended by itself, and tells its exit code', async () => {
    await world.call('CreateService', serviceInput());
    await untilSteady(world);
    world.engine.running()[0]?.end(137, true);
    const stopped = await until('stopped', async () => (await describeAllTasks(world)).find(({ lastStatus }) => lastStatus === 'STOPPED'));
    expect(stopped).toMatchObject({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }],
    });
    await untilSteady(world);
  });

  it('scales up and down', async () => {
    await world.call('CreateService', serviceInput({ desiredCount: 3 }));
    await untilSteady(world);
    await world.call('UpdateService', { cluster, service: serviceName, desiredCount: 1 });
    await untilSteady(world);
    await until('two containers gone', () => Promise.resolve(world.engine.running().length === 1));
    expect(world.targetGroup.targets.size).toBe(1);
  });

  it('goes away with DeleteService: drained, stopped, INACTIVE, interfaces gone, its name free again', async () => {
    await world.call('CreateService', serviceInput());
    await untilSteady(world);
    await expect(world.call('DeleteService', { cluster, service: serviceName })).rejects.toThrow('The service cannot be stopped while it is scaled above 0.');
    await world.call('DeleteService', { cluster, service: serviceName, force: true });
    expect((await describeService(world)).status).toBe('DRAINING');
    await expect(world.call('CreateService', serviceInput())).rejects.toThrow('Unable to Start a service that is still Draining.');
    await expect(world.call('DeleteCluster', { cluster })).rejects.toMatchObject({ code: 'ClusterContainsServicesException' });
    await until('INACTIVE', async () => (await describeService(world)).status === 'INACTIVE');
    await until('task stopped', async () => (await describeAllTasks(world)).every(({ lastStatus }) => lastStatus === 'STOPPED'));
    expect(world.interfaces.size).toBe(0);
    expect(world.engine.containers.size).toBe(0);
    expect(world.targetGroup.targets.size).toBe(0);
    await world.call('CreateService', serviceInput());
    await untilSteady(world);
  });
});
