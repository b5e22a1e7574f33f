import { describe, expect, it } from 'vitest';
import { describeAllTasks, describeService, messagesOf, prepareCluster, serviceInput, until, untilSteady } from './boyacky.js';
import { createFakeWorld } from './fake-world.js';

describe('a sandbox that is started again', () => {
  it('takes up a task that still runs: same container, address back, no line twice', async () => {
    const before = await createFakeWorld();
    await prepareCluster(before);
    await before.call('CreateService', serviceInput());
    await untilSteady(before);
    const [task] = await describeAllTasks(before);
    const running = before.engine.running()[0];
    const stream = `ecs/boyacky-web-app/${task?.taskArn?.split('/').at(-1) ?? ''}`;
    const lines = () => before.logGroups.get('/ecs/boyacky')?.get(stream);
    running?.lines.push('one', 'two');
    await until('two lines', () => Promise.resolve(lines()?.length === 2));

    const after = await before.restart();
    await until('address back', () => Promise.resolve(after.context.network.resolve(task?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address ?? '', 8080)));
    running?.lines.push('three');
    await until('a third line', () => Promise.resolve(lines()?.includes('three')));
    const [same] = await describeAllTasks(after);
    expect(same?.containers?.[0]?.runtimeId).toBe(running?.container.id);
    expect(same?.lastStatus).toBe('RUNNING');
    running?.end(1);
    const stopped = await until('its end is seen', async () => (await describeAllTasks(after)).find(({ lastStatus }) => lastStatus === 'STOPPED'));
    expect(stopped.stoppedReason).toBe('Essential container in task exited');
    expect(lines()).toEqual(['one', 'two', 'three']);
    await untilSteady(after);
    await after.ecs.stop?.();
  });

  it('replaces a task that is lost, and removes containers that belong to none', async () => {
    const before = await createFakeWorld();
    await prepareCluster(before);
    await before.call('CreateService', serviceInput());
    await untilSteady(before);
    const [task] = await describeAllTasks(before);
    const labels = before.engine.running()[0]?.container.labels ?? {};
    before.engine.containers.clear();
    await before.engine.run({ image: 'x', name: 'stray', labels: { ...labels, 'boyacky-lab.task': 'nobody' } });

    const after = await before.restart();
    await until('another task runs', async () => {
      const all = await describeAllTasks(after);
      const lost = all.find(({ taskArn }) => taskArn === task?.taskArn);
      return lost?.lastStatus === 'STOPPED' && lost.stopCode === 'TerminationNotice' && all.some(({ lastStatus }) => lastStatus === 'RUNNING');
    });
    await untilSteady(after);
    expect(after.engine.running().map(({ container }) => container.name)).not.toContain('stray');
    expect(after.interfaces.size).toBe(1);
    expect((await describeService(after)).deployments?.[0]).toMatchObject({ failedTasks: 0 });
    await after.ecs.stop?.();
  });

  it('ends its containers when it is stopped, and brings the service back', async () => {
    const before = await createFakeWorld();
    await prepareCluster(before);
    await before.call('CreateService', serviceInput({ desiredCount: 2 }));
    await untilSteady(before);
    await before.ecs.stop?.();
    expect(before.engine.containers.size).toBe(0);
    expect(before.interfaces.size).toBe(0);
    expect((await describeAllTasks(before)).map(({ lastStatus }) => lastStatus)).toEqual(['STOPPED', 'STOPPED']);

    const after = await before.restart();
    const service = await untilSteady(after);
    expect(service.runningCount).toBe(2);
    expect(messagesOf(service)[0]).toMatch(/steady state\.$/);
    await after.ecs.stop?.();
  });
});
