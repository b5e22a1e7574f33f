import { describe, expect, it } from 'vitest';
import { AwsFailure } from '../../../src/aws/aws-failure.js';
import type { Task } from '../../../src/aws/services.js';
import type { Container } from '../../../src/containers/engine.js';
import { look } from '../../../src/workshop/look.js';
import { ecrSteps } from '../../../src/workshop/steps/ecr/index.js';
import { foundationSteps } from '../../../src/workshop/steps/foundation/index.js';
import { imageSteps } from '../../../src/workshop/steps/image/index.js';
import { localSteps } from '../../../src/workshop/steps/local/index.js';
import type { StepContext } from '../../../src/workshop/types.js';
import { withSituations } from '../../../src/workshop/with-situations.js';
import { completeStack } from './support/fake-aws.js';
import { createFakeContext, type FakeContext } from './support/fake-context.js';
import { runUntil, stepOf } from './support/drive.js';
import { begin, step, type LateContext } from './support-rollout/begin.js';

const early = [...foundationSteps, ...localSteps, ...imageSteps, ...ecrSteps];
const told = async (id: string, context: StepContext) => (await (early.some((each) => each.id === id) ? stepOf(early, id) : step(id)).situation?.(context))?.en;

async function beginEarly(id: string): Promise<FakeContext> {
  const fake = createFakeContext();
  completeStack(fake.world);
  await runUntil([...localSteps, ...imageSteps, ...ecrSteps], id, fake);
  return fake;
}

const late = ['cluster.create', 'taskdef.task-role', 'taskdef.register', 'service.target-group', 'service.listener', 'service.create', 'service.running', 'service.healthy', 'service.steady', 'rollout.fix', 'rollout.build', 'rollout.push', 'rollout.digests', 'rollout.register', 'rollout.update', 'rollout.watch'];

describe('a situation', () => {
  it.each([...early.filter(({ situation }) => situation !== undefined).map(({ id }) => id), ...late])('of %s is at most three lines in both languages, and changes nothing', async (id) => {
    const { context, world } = late.includes(id) ? await begin(id) : createFakeContext();
    const [calls, facts] = [[...world.calls], JSON.stringify(context.progress.state)];
    const text = await (late.includes(id) ? step(id) : stepOf(early, id)).situation?.(context);
    expect(text?.ja).not.toBe('');
    expect(text?.en).not.toBe('');
    expect(text?.ja.split('\n').length).toBeLessThanOrEqual(3);
    expect(text?.en.split('\n').length).toBe(text?.ja.split('\n').length);
    expect(world.calls).toEqual(calls);
    expect(JSON.stringify(context.progress.state)).toBe(facts);
  });

  it('adds nothing where the outside refuses the look, and does not hide a bug', async () => {
    const { context } = createFakeContext();
    const tell = (error: Error) => withSituations([stepOf(early, 'local.run')], { 'local.run': () => Promise.reject(error) })[0]?.situation?.(context);
    await expect(tell(new AwsFailure('denied', 'ecs', 'AccessDenied', 'no'))).resolves.toBeUndefined();
    await expect(tell(new TypeError('a bug'))).rejects.toThrow('a bug');
    expect(() => withSituations([], { 'no.such': () => Promise.resolve(undefined) })).toThrow('no.such');
  });
});

describe('what is told', () => {
  it('of a stack: how many resources are to go, and which', async () => {
    const { context, world } = createFakeContext();
    world.stack = { id: 'x', name: 'boyacky-stack', status: 'CREATE_IN_PROGRESS', createdAt: world.now, outputs: {}, tags: {} };
    const resource = (logicalId: string, status: string) => ({ logicalId, physicalId: '', type: 'AWS::X', status });
    world.stackResources = [resource('Vpc', 'CREATE_COMPLETE'), resource('LoadBalancer', 'CREATE_IN_PROGRESS'), resource('Table', 'CREATE_COMPLETE')];
    expect(await told('foundation.wait-stack', context)).toBe('the stack is still CREATE_IN_PROGRESS: 1 of 3 resources to go; still coming: LoadBalancer');
  });

  it('of a failed stack: the cause in its own words, and what they mean', async () => {
    const { context, world } = createFakeContext();
    world.stack = { id: 'x', name: 'boyacky-stack', status: 'ROLLBACK_COMPLETE', createdAt: world.now, outputs: {}, tags: {} };
    world.stackEvents = [{ id: '1', at: 0, logicalId: 'Table', type: 'AWS::DynamoDB::Table', status: 'CREATE_FAILED', reason: 'Table already exists: boyacky' }];
    expect(await told('foundation.wait-stack', context)).toMatch(/ROLLBACK_COMPLETE.*“Table .*already exists: boyacky”: something with that name exists already/);
  });

  it('of the local app: folder, packages, port and last words', async () => {
    const { context, world } = createFakeContext();
    expect(await told('local.run', context)).toContain('is not there yet');
    await runUntil(localSteps, 'local.run', { context, world, said: [] });
    world.strangers.set(8080, '<p>nginx</p>');
    world.app.output = 'hello\nError: listen EADDRINUSE';
    expect(await told('local.run', context)).toMatch(/its packages are installed\na program that is not Boyacky answers on port 8080\nits last line: Error: listen EADDRINUSE/);
  });

  it('of a Dockerfile: what it has and what is missing', async () => {
    const { context } = await beginEarly('image.dockerfile');
    context.workspace.write(context.workspace.dockerfile, 'FROM node:24-alpine\nADD . .\n');
    expect(await told('image.dockerfile', context)).toBe('the Dockerfile has FROM, ADD; still missing: EXPOSE, CMD');
  });

  it('of containers: their states and ports', async () => {
    const { context, world } = await beginEarly('image.no-credentials');
    world.containers = world.containers.map((each): Container => ({ ...each, state: 'exited', exitCode: 1 }));
    expect(await told('image.run', context)).toMatch(/exited \(1\) 8080:8080/);
  });

  it('of the repository: its settings, its tags, and since when we are logged in', async () => {
    const { context, world } = await beginEarly('ecr.push');
    expect(await told('ecr.push', context)).toMatch(/the repository is empty\n.*boyacky\/web-app.*\nlogged in to .* at 20/);
    for (const [name, found] of world.repositories) world.repositories.set(name, { ...found, repository: { ...found.repository, tagMutability: 'MUTABLE' } });
    expect(await told('ecr.repository', context)).toContain('MUTABLE, scanOnPush true');
  });

  it('of a service: tasks, targets and the latest event with its meaning', async () => {
    const service = await begin('service.healthy');
    expect(await told('service.running', service.context)).toMatch(/tasks \(1 of 1 running\).*RUNNING\n“registered 1 targets”: it is registered with the target group/);
    expect(await told('service.healthy', service.context)).toContain('initial “Elb.RegistrationInProgress”: it is being registered');
  });

  it('of a rollout: which parts of the fix are done, and the deployments side by side', async () => {
    const rollout = await begin('rollout.fix');
    expect(await told('rollout.fix', rollout.context)).toBe('changed: —; still as in 1.0: src/boyaki.js, src/page.js, package.json');
    const watched = await begin('rollout.watch');
    expect(await told('rollout.update', watched.context)).toMatch(/^PRIMARY boyacky-taskdef:2 0\/1 IN_PROGRESS \| ACTIVE boyacky-taskdef:1/);
  });
});

describe('a task that keeps failing', () => {
  const fail = (service: LateContext, count: number, stoppedReasons: readonly string[]) => {
    const { ecs } = service;
    const startedBy = ecs.service?.deployments[0]?.id;
    ecs.stopped.push(...stoppedReasons.map((stoppedReason, index): Task => ({ id: `t${index}`, arn: `arn:t${index}`, startedBy, lastStatus: 'STOPPED', desiredStatus: 'STOPPED', taskDefinitionArn: 'arn:td', stopCode: 'TaskFailedToStart', stoppedReason, containers: [] })));
    if (ecs.service) ecs.service = { ...ecs.service, deployments: ecs.service.deployments.map((each) => ({ ...each, failed: count })) };
  };
  const notFound = 'CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref x:9.9: x:9.9: not found';

  it('is named with its meaning while it is waited for', async () => {
    const service = await begin('service.running');
    fail(service, 1, [notFound]);
    const verdict = await look(step('service.running'), service.context);
    expect(verdict).toMatchObject({ verdict: 'waiting', for: { en: expect.stringContaining(`${notFound}”: the repository has no image with this tag`), ja: expect.stringContaining('そのタグのイメージがありません') } });
  });

  it.each(['service.running', 'service.healthy', 'service.steady'])('is given up by %s once the same failure came twice', async (id) => {
    const service = await begin('service.running');
    fail(service, 2, [notFound, notFound]);
    expect(await look(step(id), service.context)).toMatchObject({ verdict: 'not-yet', fix: { en: expect.stringContaining('aws ecr list-images') } });
  });

  it('is still waited for when the second failure was another one', async () => {
    const service = await begin('service.running');
    fail(service, 2, [notFound, 'Timeout waiting for network interface provisioning to complete.']);
    expect(await look(step('service.running'), service.context)).toMatchObject({ verdict: 'waiting' });
  });

  it('is explained by its log where it has only an exit code', async () => {
    const service = await begin('service.running');
    service.ecs.stopped.push({ id: 't0', arn: 'arn:t0', startedBy: service.ecs.service?.deployments[0]?.id, lastStatus: 'STOPPED', desiredStatus: 'STOPPED', taskDefinitionArn: 'arn:td', stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited', containers: [{ name: 'boyacky-web-app', exitCode: 1 }] });
    service.ecs.logs.push({ at: service.world.now, stream: 'ecs/boyacky-web-app/t0', message: 'exec /usr/local/bin/node: exec format error' });
    expect(await look(step('service.running'), service.context)).toMatchObject({ verdict: 'waiting', for: { en: expect.stringMatching(/exec format error”: the image is for another CPU/) } });
  });

  it('is not told of while its exit code is still to come', async () => {
    const service = await begin('service.running');
    const ending = (lastStatus: string): Task => ({ id: 't0', arn: 'arn:t0', startedBy: service.ecs.service?.deployments[0]?.id, lastStatus, desiredStatus: 'STOPPED', taskDefinitionArn: 'arn:td', stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited', containers: [{ name: 'boyacky-web-app' }] });
    service.ecs.stopped.push(ending('STOPPING'));
    const before = await look(step('service.running'), service.context);
    expect(before).toMatchObject({ verdict: 'waiting', for: { en: expect.not.stringContaining('Essential container') as string } });
    service.ecs.stopped.splice(0, 1, ending('STOPPED'));
    expect(await look(step('service.running'), service.context)).toMatchObject({ for: { en: expect.stringContaining('Essential container') as string } });
  });

  it('is explained by the event where no task could be started at all', async () => {
    const service = await begin('service.running');
    const message = "(service boyacky-service) failed to launch a task with (error ECS was unable to assume the role 'arn:x' that was provided for this task.).";
    if (service.ecs.service) service.ecs.service = { ...service.ecs.service, events: [{ id: 'e', at: service.world.now, message }] };
    expect(await look(step('service.running'), service.context)).toMatchObject({ for: { en: expect.stringMatching(/unable to assume the role.*its trust policy does not name ecs-tasks/) } });
  });
});

describe('a container that ended', () => {
  it('is told of with its last words, and what they mean', async () => {
    const { context, world } = await beginEarly('image.no-credentials');
    world.containers = world.containers.map((each): Container => ({ ...each, state: 'exited', exitCode: 127 }));
    context.progress.forget('image.run');
    expect(await look(stepOf(early, 'image.run'), context)).toMatchObject({ observed: { en: expect.stringMatching(/has ended with exit code 127 .*the program in CMD is not in the image/) }, fix: { en: expect.stringContaining('docker image inspect') } });
  });

  it('is told of in the engine’s words where it could not even begin', async () => {
    const { context, world } = await beginEarly('image.no-credentials');
    const error = 'Bind for 0.0.0.0:8080 failed: port is already allocated';
    world.containers = world.containers.map((each): Container => ({ ...each, state: 'created', error }));
    context.progress.forget('image.run');
    expect(await look(stepOf(early, 'image.run'), context)).toMatchObject({ observed: { en: expect.stringMatching(/could not be started: “.*already allocated”: that port of this machine is held/) } });
  });
});
