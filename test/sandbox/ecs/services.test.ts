import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunTaskCommandOutput } from '@aws-sdk/client-ecs';
import { cluster, describeAllTasks, describeService, prepareCluster, serviceInput, serviceName, until, untilSteady } from '../scheduler/boyacky.js';
import { createFakeWorld, type FakeWorld } from '../scheduler/fake-world.js';

describe('services and tasks', () => {
  let world: FakeWorld;
  beforeEach(async () => {
    world = await createFakeWorld();
    await prepareCluster(world);
  });
  afterEach(() => world.ecs.stop?.());

  it('refuses a target group that cannot be used', async () => {
    const arn = serviceInput().loadBalancers[0]?.targetGroupArn ?? '';
    world.targetGroup.loadBalancers = [];
    await expect(world.call('CreateService', serviceInput())).rejects.toThrow(`The target group with targetGroupArn ${arn} does not have an associated load balancer.`);
    world.targetGroup.loadBalancers = ['lb'];
    world.targetGroup.type = 'instance';
    await expect(world.call('CreateService', serviceInput())).rejects.toThrow('has target type instance, which is incompatible with the awsvpc network mode specified in the task definition.');
    world.targetGroup.type = 'ip';
    const loadBalancers = [{ targetGroupArn: arn, containerName: 'boyacky-web-app', containerPort: 80 }];
    await expect(world.call('CreateService', serviceInput({ loadBalancers }))).rejects.toThrow('The container boyacky-web-app did not have a container port 80 defined.');
  });

  it('makes a service once', async () => {
    await world.call('CreateService', serviceInput({ clientToken: 'one' }));
    await world.call('CreateService', serviceInput({ clientToken: 'one' }));
    await expect(world.call('CreateService', serviceInput())).rejects.toThrow('Creation of service was not idempotent.');
    await untilSteady(world);
    expect(await describeAllTasks(world)).toHaveLength(1);
  });

  it('keeps two services at the same time', async () => {
    await world.call('CreateService', serviceInput());
    await world.call('CreateService', serviceInput({ serviceName: 'second', loadBalancers: [], desiredCount: 2 }));
    await Promise.all([untilSteady(world), untilSteady(world, 'second')]);
    expect(world.engine.running()).toHaveLength(3);
  });

  it('hands tags on to tasks', async () => {
    await world.call('CreateService', serviceInput({ tags: [{ key: 'owner', value: 'me' }], propagateTags: 'SERVICE', enableECSManagedTags: true }));
    await untilSteady(world);
    const [task] = await describeAllTasks(world);
    const { tags } = await world.call<{ tags: unknown }>('ListTagsForResource', { resourceArn: task?.taskArn });
    expect(tags).toEqual([
      { key: 'owner', value: 'me' },
      { key: 'aws:ecs:clusterName', value: cluster },
      { key: 'aws:ecs:serviceName', value: serviceName },
    ]);
    expect(world.ecs.taggedResources?.().map(({ arn }) => arn)).toEqual([expect.stringContaining(':service/'), task?.taskArn]);
  });

  it('gives the container its environment, and its secrets to nobody else', async () => {
    await world.call('CreateService', serviceInput());
    await untilSteady(world);
    const { request } = world.engine.running()[0] ?? {};
    expect(request?.env).toMatchObject({ AWS_REGION: 'ap-northeast-1', AWS_ENDPOINT_URL: 'http://host.docker.internal:4599', AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/) as string });
    expect(request).toMatchObject({ memoryMiB: 512, cpus: 0.25, addHosts: { 'host.docker.internal': 'host-gateway' }, ports: [{ containerPort: 8080, hostIp: '127.0.0.1' }] });
    const secret = request?.env?.AWS_SECRET_ACCESS_KEY ?? 'none';
    const shown = JSON.stringify([await describeService(world), await describeAllTasks(world), world.logLines]);
    expect(shown).not.toContain(secret);
    const key = request?.env?.AWS_ACCESS_KEY_ID ?? '';
    expect(world.context.credentials.find(key)?.principal.arn).toMatch(/:assumed-role\/boyacky-task-role\/[0-9a-f]{32}$/);
    await world.call('DeleteService', { cluster, service: serviceName, force: true });
    await until('key revoked', () => Promise.resolve(world.context.credentials.find(key) === undefined));
  });

  it('runs a task for itself, once a token, and stops it with the reason given', async () => {
    const { serviceName: _, loadBalancers: __, desiredCount: ___, ...input } = serviceInput();
    const request = { ...input, clientToken: 'run', overrides: { containerOverrides: [{ name: 'boyacky-web-app', environment: [{ name: 'A', value: '1' }], command: ['true'] }] } };
    const first = await world.call<RunTaskCommandOutput>('RunTask', request);
    const again = await world.call<RunTaskCommandOutput>('RunTask', request);
    expect(again.tasks?.[0]?.taskArn).toBe(first.tasks?.[0]?.taskArn);
    await expect(world.call('RunTask', { ...request, count: 2 })).rejects.toMatchObject({ code: 'ConflictException' });
    expect(first.tasks?.[0]).toMatchObject({ lastStatus: 'PROVISIONING', group: 'family:boyacky-taskdef', desiredStatus: 'RUNNING' });
    const running = await until('running', async () => (await describeAllTasks(world)).find(({ lastStatus }) => lastStatus === 'RUNNING'));
    expect(world.engine.running()[0]?.request).toMatchObject({ command: ['true'], env: { A: '1' } });
    expect(running.attachments?.[0]).toMatchObject({ type: 'ElasticNetworkInterface', status: 'ATTACHED' });
    await world.call('StopTask', { cluster, task: running.taskArn });
    const stopped = await until('stopped', async () => (await describeAllTasks(world)).find(({ lastStatus }) => lastStatus === 'STOPPED'));
    expect(stopped).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user', attachments: [{ status: 'DELETED' }] });
    for (const time of ['createdAt', 'connectivityAt', 'pullStartedAt', 'pullStoppedAt', 'startedAt', 'stoppingAt', 'executionStoppedAt', 'stoppedAt'] as const) {
      expect(stopped[time], time).toBeInstanceOf(Date);
    }
  });
});
