import { describe, expect, it } from 'vitest';
import type { Service, Task } from '../../../src/aws/services.js';
import { look } from '../../../src/workshop/look.js';
import { runStep } from '../../../src/workshop/run-step.js';
import { serviceSteps } from '../../../src/workshop/steps/service/index.js';
import { expectSolvable, wordsOf } from './support/drive.js';
import { begin, step, type LateContext } from './support-rollout/begin.js';

/** Steps that ECS does by itself: they wait, or are done when the one before is. */
const watched = ['service.running', 'service.healthy', 'service.steady', 'service.open', 'service.look'];

const change = ({ ecs }: LateContext, fields: Partial<Service>) => {
  if (ecs.service) ecs.service = { ...ecs.service, ...fields };
};

/** As ECS notes it on the tasks of the deployment that is wanted now. */
const startedBy = ({ ecs }: LateContext) => ecs.service?.deployments[0]?.id ?? '';

describe('the steps of chapter 8', () => {
  it.each(serviceSteps)('$id is undone while nothing is there', async ({ id }) => {
    expect(await look(step(id), (await begin('service.target-group')).context)).toMatchObject({ verdict: 'not-yet' });
  });

  it.each(serviceSteps)('$id is done once it is solved, and solving again changes nothing', async ({ id }) => {
    const late = await begin(id);
    if (!watched.includes(id)) expect(await look(step(id), late.context)).toMatchObject({ verdict: 'not-yet' });
    await expectSolvable(step(id), late);
  });

  it('put target group, listener and service on the ledger', async () => {
    const { context } = await begin('service.running');
    expect(context.ledger.open().slice(-3).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['target-group ecs-boyack-boyacky-service', 'listener boyacky-alb:80', 'service boyacky-cluster/boyacky-service']);
  });
});

describe('service.target-group', () => {
  it('names what differs', async () => {
    const { context, ecs } = await begin('service.listener');
    for (const [name, group] of ecs.targetGroups) ecs.targetGroups.set(name, { ...group, targetType: 'instance', healthCheckPath: '/health' });
    const words = wordsOf(await look(step('service.target-group'), context));
    expect(words).toContain('the target type is instance (should be ip)');
    expect(words).toContain('the health check path is /health (should be /)');
  });
});

describe('advice on the target group is possible', () => {
  it('a path is changed; what cannot be changed goes, and before it the listener that uses it', async () => {
    const { context, ecs } = await begin('service.listener');
    const [name = '', group] = [...ecs.targetGroups][0] ?? [];
    if (group === undefined) throw new Error('there is no group');
    const fixOf = async (fields: Partial<typeof group>) => {
      ecs.targetGroups.set(name, { ...group, ...fields });
      const verdict = await look(step('service.target-group'), context);
      return verdict.verdict === 'not-yet' ? verdict.fix.en : '';
    };
    expect(await fixOf({ healthCheckPath: '/health' })).toMatch(/modify-target-group .* --health-check-path \/$/);
    expect(await fixOf({ targetType: 'instance' })).not.toContain('delete-listener');
    expect(await fixOf({ targetType: 'instance', loadBalancerArns: ['arn:alb'] })).toMatch(/delete-listener.*delete-target-group/);
  });
});

describe('service.listener', () => {
  it('leaves a listener that forwards elsewhere to the learner, and says where to', async () => {
    const { context, ecs, world } = await begin('service.listener');
    ecs.listeners.push({ arn: 'arn:listener', port: 80, protocol: 'HTTP', targetGroupArns: ['arn:x:targetgroup/other/1'] });
    expect(await runStep(step('service.listener'), context)).toMatchObject({ outcome: 'not-done', verdict: { observed: { en: 'it forwards to other' } } });
    expect(world.calls).not.toContain('createListener 80');
  });

  it('names the port that is listened on instead', async () => {
    const { context, ecs } = await begin('service.listener');
    ecs.listeners.push({ arn: 'arn:listener', port: 8080, protocol: 'HTTP', targetGroupArns: [] });
    expect(await look(step('service.listener'), context)).toMatchObject({ observed: { en: 'it listens on port 8080 only' } });
  });
});

describe('service.create', () => {
  it.each<[string, Partial<Service>, string]>([
    ['a public IP', { publicIp: true }, 'it assigns a public IP'],
    ['another security group', { securityGroups: ['sg-alb'] }, 'its security group is sg-alb (should be boyacky_web_sg sg-web)'],
    ['a missing subnet', { subnets: ['subnet-a'] }, 'the private subnets subnet-b are missing'],
    ['no load balancer', { targetGroupArns: [] }, 'not connected to the target group'],
    ['EC2', { launchType: 'EC2' }, 'its launch type is EC2'],
  ])('names %s', async (_, fields, words) => {
    const late = await begin('service.running');
    change(late, fields);
    expect(await look(step('service.create'), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining(words) } });
  });

  it.each(['DRAINING', 'INACTIVE'])('does not take one that is %s for ours, and waits until it has ended', async (status) => {
    const late = await begin('service.running');
    change(late, { status });
    expect(await look(step('service.create'), late.context)).toMatchObject({ observed: { en: 'there is no such service yet' } });
    const { context, ecs } = late;
    const clock = {
      now: () => context.clock.now(),
      sleep: async (ms: number) => {
        await context.clock.sleep(ms);
        if (ecs.service?.status === 'DRAINING') change(late, { status: 'INACTIVE' });
      },
    };
    expect(await runStep(step('service.create'), { ...context, clock })).toMatchObject({ outcome: 'done' });
    expect(late.said.includes('waiting for the boyacky-service of before to end…')).toBe(status === 'DRAINING');
  });
});

describe('service.running', () => {
  it('names the states while it waits, and why the task before stopped', async () => {
    const late = await begin('service.running');
    expect(await look(step('service.running'), late.context)).toMatchObject({ verdict: 'waiting', for: { en: 'no task has been started yet' } });
    late.ecs.tick();
    late.ecs.stopped.push({ startedBy: startedBy(late), id: 't', arn: 'arn:t', lastStatus: 'STOPPED', desiredStatus: 'STOPPED', taskDefinitionArn: '', stopCode: 'TaskFailedToStart', stoppedReason: 'CannotPullContainerError: not found', containers: [] });
    const verdict = await look(step('service.running'), late.context);
    expect(verdict).toMatchObject({ verdict: 'waiting', for: { en: expect.stringMatching(/PROVISIONING.*CannotPullContainerError/) } });
  });

  it('gives up with the reason after three failures', async () => {
    const late = await begin('service.running');
    late.ecs.stopped.push({ startedBy: startedBy(late), id: 't', arn: 'arn:t', lastStatus: 'STOPPED', desiredStatus: 'STOPPED', taskDefinitionArn: '', stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited', containers: [{ name: 'boyacky-web-app', exitCode: 1 }] });
    change(late, { deployments: (late.ecs.service?.deployments ?? []).map((each) => ({ ...each, failed: 3 })) });
    const verdict = await look(step('service.running'), late.context);
    expect(verdict).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringMatching(/^“Essential container in task exited — exit code 1”: the app ended with an error/) }, fix: { en: expect.stringContaining('aws logs tail') } });
  });
});

describe('why the last task stopped', () => {
  const stop = (startedBy: string, stoppedReason: string): Task => ({ id: 't', arn: 'arn:t', lastStatus: 'STOPPED', desiredStatus: 'STOPPED', taskDefinitionArn: 'arn:td', startedBy, stopCode: 'TaskFailedToStart', stoppedReason, containers: [] });
  const event = (at: number, message: string) => ({ id: message, at, message: `(service boyacky-service) ${message}` });

  it('is told of this deployment: what is mended is not told again', async () => {
    const late = await begin('service.running');
    const old = 'CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref x:9.9: x:9.9: not found';
    late.ecs.stopped.push(stop('ecs-svc/older', old));
    change(late, { events: [event(0, `was unable to place a task. Reason: ${old}.`)] });
    expect(wordsOf(await look(step('service.running'), late.context))).not.toContain('9.9');
    late.ecs.stopped.unshift(stop(startedBy(late), 'CannotPullContainerError: image Manifest does not contain descriptor matching platform linux/amd64'));
    expect(wordsOf(await look(step('service.running'), late.context))).toContain('descriptor matching platform');
  });

  it('quotes the log of that very task', async () => {
    const late = await begin('service.running');
    late.ecs.stopped.push({ ...stop(startedBy(late), 'Essential container in task exited'), stopCode: 'EssentialContainerExited', createdAt: 100, stoppedAt: 200, containers: [{ name: 'boyacky-web-app', exitCode: 1 }] });
    late.ecs.logs = [{ at: 50, stream: 'ecs/boyacky-web-app/t', message: 'before it' }, { at: 150, stream: 'ecs/boyacky-web-app/t', message: 'exec node: exec format error' }, { at: 160, stream: 'ecs/boyacky-web-app/other', message: 'of another' }];
    expect(wordsOf(await look(step('service.running'), late.context))).toMatch(/exit code 1 — exec format error|exec node: exec format error.*another CPU/);
  });
});

describe('service.steady', () => {
  it('does not wait where ECS cannot go on, and gives the command; once it goes on, it waits', async () => {
    const late = await begin('service.open');
    const deployments = (late.ecs.service?.deployments ?? []).map((each) => ({ ...each, rolloutState: 'IN_PROGRESS' }));
    const stuck = { id: '1', at: late.world.now, message: '(service boyacky-service) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.' };
    change(late, { deployments, events: [stuck] });
    expect(await look(step('service.steady'), late.context)).toMatchObject({ verdict: 'not-yet', fix: { en: expect.stringContaining('--deployment-configuration minimumHealthyPercent=100,maximumPercent=200') } });
    change(late, { events: [{ id: '2', at: late.world.now, message: '(service boyacky-service) has started 1 tasks: (task t).' }, stuck] });
    expect(await look(step('service.steady'), late.context)).toMatchObject({ verdict: 'waiting' });
  });

  it('waits while two deployments are side by side', async () => {
    const late = await begin('service.open');
    change(late, { deployments: [...(late.ecs.service?.deployments ?? []), ...(late.ecs.service?.deployments ?? [])] });
    expect(await look(step('service.steady'), late.context)).toMatchObject({ verdict: 'waiting' });
  });
});

describe('service.open', () => {
  it('does not take a page that cannot use its table', async () => {
    const { context, boyacky } = await begin('service.open');
    boyacky.trouble = 'AccessDeniedException: not authorized to perform: dynamodb:Query';
    expect(await look(step('service.open'), context)).toMatchObject({ verdict: 'not-yet', fix: { en: expect.stringContaining('boyacky-task-role') } });
    boyacky.trouble = 'TimeoutError: The table did not answer within 2.5 seconds';
    expect(await look(step('service.open'), context)).toMatchObject({ verdict: 'waiting' });
  });

  it('waits while the load balancer has nobody to ask', async () => {
    const { context, ecs } = await begin('service.open');
    ecs.targets = [];
    expect(await look(step('service.open'), context)).toMatchObject({ verdict: 'waiting', for: { en: 'http://live.test answers with 503' } });
  });
});

describe('service.post and service.purify', () => {
  it('do not count what chapter 2 left in the table', async () => {
    const { context, world } = await begin('service.post');
    world.table = [{ id: 'old', boyaki: 'of chapter 2', date: '2025-11-20', time: '11:00:00.000' }];
    expect(await look(step('service.post'), context)).toMatchObject({ verdict: 'not-yet' });
  });

  it('accept nothing as gone that was never seen', async () => {
    const { context } = await begin('service.post');
    expect(await look(step('service.purify'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'no boyaki was seen on the list yet' } });
  });

  it('wait until the index has followed the table', async () => {
    const late = await begin('service.post');
    await step('service.post').solve(late.context);
    const stale = { get: async () => ({ status: 200, headers: { 'x-boyacky-version': '1.0.0' }, body: '' }), post: async () => undefined };
    expect(await look(step('service.post'), { ...late.context, web: stale })).toMatchObject({ verdict: 'waiting' });
  });
});
