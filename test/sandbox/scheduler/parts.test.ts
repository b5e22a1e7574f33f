import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/sandbox/aws-error.js';
import { applyAction } from '../../../src/sandbox/scheduler/apply-action.js';
import { checkTaskRoles } from '../../../src/sandbox/scheduler/check-task-roles.js';
import { breakerThresholdOf, limitsOf } from '../../../src/sandbox/scheduler/deployment-limits.js';
import { deploymentRecordArn, recordDeployment, updateDeploymentRecord } from '../../../src/sandbox/scheduler/deployment-records.js';
import { addEvent, eventText } from '../../../src/sandbox/scheduler/events.js';
import { createNetworkInterface, deleteNetworkInterface } from '../../../src/sandbox/scheduler/network-interface.js';
import { newDeployment, withNewPrimary } from '../../../src/sandbox/scheduler/new-deployment.js';
import { newTask, tagsOfServiceTask } from '../../../src/sandbox/scheduler/new-task.js';
import { registerTargets } from '../../../src/sandbox/scheduler/register-targets.js';
import { sayOnce, type SchedulerWorld } from '../../../src/sandbox/scheduler/scheduler-world.js';
import { readTargetHealth, waitUntilDrained } from '../../../src/sandbox/scheduler/targets.js';
import type { StopRequest, TaskLives } from '../../../src/sandbox/scheduler/task-lives.js';
import { taskSpecOf } from '../../../src/sandbox/scheduler/task-spec.js';
import type { Task, TaskTarget } from '../../../src/sandbox/scheduler/model.js';
import { createLightWorld, targetGroup, type LightWorld } from './light-world.js';
import { makeDeployment, makeRecord, makeService, makeTask, makeTaskDefinition } from './make.js';

const service = makeService();
const target = (changes: Partial<TaskTarget> = {}): TaskTarget => ({ targetGroupArn: targetGroup, containerName: 'web', port: 80, registered: false, ...changes });
const nic = (privateIp: string, subnetId = 's') => ({ networkInterface: { attachmentId: 'a', id: 'eni', subnetId, privateIp, status: 'ATTACHED' } }) as const;

/** A world whose tasks only note what they are asked. */
function schedulerWorld(light: LightWorld) {
  const launched: Task[] = [];
  const stops: (StopRequest & { arn: string })[] = [];
  const lives: TaskLives = {
    launch: (task) => void launched.push(task),
    resume: () => undefined,
    bury: () => undefined,
    requestStop: (arn, request) => void stops.push({ arn, ...request }),
    halt: () => Promise.resolve(),
  };
  const world: SchedulerWorld = { context: light.context, state: light.state, lives };
  light.state.services.set(service.arn, service);
  return { world, launched, stops };
}

describe('targets of a running task', () => {
  it('are registered, each once, and told of', async () => {
    const light = createLightWorld();
    const { world } = schedulerWorld(light);
    light.state.tasks.set('t', makeTask({ arn: 't', ...nic('10.0.0.5'), targets: [target(), target({ targetGroupArn: 'other', registered: true })] }));
    await registerTargets(world, service, 't');
    expect(light.calls).toEqual([`elbv2:RegisterTargets ${JSON.stringify({ TargetGroupArn: targetGroup, Targets: [{ Id: '10.0.0.5', Port: 80 }] })}`]);
    expect(light.state.tasks.get('t')?.targets).toEqual([target({ registered: true }), target({ targetGroupArn: 'other', registered: true })]);
    expect(light.messages(service.arn)).toEqual([`(service s) registered 1 targets in (target-group ${targetGroup})`]);
  });

  it('are taken out again when the task was stopped meanwhile', async () => {
    const light = createLightWorld();
    const { world } = schedulerWorld(light);
    light.state.tasks.set('t', makeTask({ arn: 't', ...nic('10.0.0.5'), targets: [target()] }));
    light.answers.set('RegisterTargets', () => void light.state.tasks.update('t', { desiredStatus: 'STOPPED' }));
    await registerTargets(world, service, 't');
    expect(light.calls.map((call) => call.split(' ')[0])).toEqual(['elbv2:RegisterTargets', 'elbv2:DeregisterTargets']);
    expect(light.calls[1]).toContain('"Id":"10.0.0.5","Port":80');
  });

  it('are not registered for one that is to stop', async () => {
    const light = createLightWorld();
    const { world } = schedulerWorld(light);
    light.state.tasks.set('t', makeTask({ arn: 't', desiredStatus: 'STOPPED', targets: [target()] }));
    await registerTargets(world, service, 't');
    await registerTargets(world, service, 'nobody');
    expect(light.calls).toEqual([]);
  });

  it('count as registered before the call, and not when it fails', async () => {
    const light = createLightWorld();
    const { world } = schedulerWorld(light);
    light.state.tasks.set('t', makeTask({ arn: 't', targets: [target(), target({ targetGroupArn: 'second' })] }));
    let during: readonly boolean[] | undefined;
    light.answers.set('RegisterTargets', () => {
      during = light.state.tasks.get('t')?.targets.map(({ registered }) => registered);
      throw new AwsError('TargetGroupNotFound', 'gone');
    });
    await expect(registerTargets(world, service, 't')).rejects.toThrow('gone');
    expect(during).toEqual([true, false]);
    expect(light.state.tasks.get('t')?.targets.map(({ registered }) => registered)).toEqual([false, false]);
    expect(light.messages(service.arn)).toEqual([]);
  });

  it.each([
    { State: 'unused', waits: false },
    { State: 'draining', waits: true },
  ])('are waited for until they are unused: $State', async ({ State, waits }) => {
    const light = createLightWorld();
    light.health.set('10.0.0.1', { State });
    let over = false;
    void waitUntilDrained(light.context, target(), '10.0.0.1', new AbortController().signal).then(() => (over = true));
    await light.clock.pass(1_000);
    expect(over).toBe(!waits);
    expect(light.calls).toHaveLength(waits ? 11 : 1);
    light.health.delete('10.0.0.1');
    await light.clock.pass(100);
    expect(over).toBe(true);
  });

  it('are waited for an hour and a minute, or until everything ends', async () => {
    const light = createLightWorld();
    light.health.set('10.0.0.1', { State: 'draining' });
    const halting = new AbortController();
    const over: string[] = [];
    void waitUntilDrained(light.context, target(), '10.0.0.1', new AbortController().signal).then(() => over.push('long'));
    void waitUntilDrained(light.context, target(), '10.0.0.1', halting.signal).then(() => over.push('halted'));
    void waitUntilDrained(light.context, target({ port: 81 }), '10.0.0.1', halting.signal).then(() => over.push('other port'));
    await light.clock.pass(50);
    expect(over).toEqual(['other port']);
    halting.abort();
    await light.clock.pass(0);
    expect(over).toEqual(['other port', 'halted']);
    await light.clock.pass(3_659_900);
    expect(over).not.toContain('long');
    await light.clock.pass(100);
    expect(over).toContain('long');
  });

  it('of a group that is gone are not waited for; another refusal is one', async () => {
    const light = createLightWorld();
    for (const code of ['TargetGroupNotFound', 'InvalidTarget']) {
      light.answers.set('DescribeTargetHealth', () => {
        throw new AwsError(code, 'x');
      });
      await waitUntilDrained(light.context, target(), '10.0.0.1', new AbortController().signal);
    }
    light.answers.set('DescribeTargetHealth', () => {
      throw new AwsError('xInvalidTarget', 'no');
    });
    await expect(waitUntilDrained(light.context, target(), '10.0.0.1', new AbortController().signal)).rejects.toThrow('no');
  });

  it('are asked for once a group; a group that cannot be asked is left out', async () => {
    const light = createLightWorld();
    light.health.set('10.0.0.1', { State: 'healthy', Reason: 'r', Description: 'd' });
    light.answers.set('DescribeTargetHealth', ({ TargetGroupArn }) => {
      if (TargetGroupArn === 'gone') throw new AwsError('TargetGroupNotFound', 'x');
      return { TargetHealthDescriptions: TargetGroupArn === 'empty' ? [{}] : [{ Target: { Id: '10.0.0.1', Port: 80 }, TargetHealth: { State: 'healthy', Reason: 'r', Description: 'd' } }] };
    });
    const tasks = [makeTask({ targets: [target(), target({ targetGroupArn: 'gone' })] }), makeTask({ targets: [target(), target({ targetGroupArn: 'empty' })] })];
    const report = await readTargetHealth(light.context, tasks);
    expect(light.calls).toHaveLength(3);
    expect([...report.askedGroups]).toEqual([targetGroup, 'empty']);
    expect([...report.targets]).toEqual([
      [`${targetGroup} 10.0.0.1:80`, { state: 'healthy', reason: 'r', description: 'd' }],
      ['empty :0', { state: 'unused', reason: undefined, description: undefined }],
    ]);
  });
});

describe('the role of a task', () => {
  const ask = async (document: unknown, { arn = 'arn:aws:iam::1:role/app', encoded = false } = {}) => {
    const light = createLightWorld();
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    light.answers.set('GetRole', () => (document === undefined ? {} : { Role: { Arn: arn, AssumeRolePolicyDocument: encoded ? encodeURIComponent(text) : text } }));
    return (await checkTaskRoles(light.context, [undefined, 'arn:aws:iam::1:role/app'])) === undefined;
  };
  const statement = (changes: object = {}) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' }, ...changes });

  it.each<[string, unknown, boolean]>([
    ['tasks are named', { Statement: statement() }, true],
    ['in a list', { Statement: [statement({ Principal: { Service: ['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'] }, Action: ['sts:TagSession', 'sts:AssumeRole'] })] }, true],
    ['every action of STS', { Statement: statement({ Action: 'sts:*' }) }, true],
    ['every action', { Statement: statement({ Action: '*' }) }, true],
    ['everybody', { Statement: statement({ Principal: '*' }) }, true],
    ['every service', { Statement: statement({ Principal: { Service: '*' } }) }, true],
    ['another service', { Statement: statement({ Principal: { Service: 'ec2.amazonaws.com' } }) }, false],
    ['an account', { Statement: statement({ Principal: { AWS: '*' } }) }, false],
    ['another action', { Statement: statement({ Action: 'sts:TagSession' }) }, false],
    ['no principal', { Statement: { Effect: 'Allow', Action: '*' } }, false],
    ['a denial beside it', { Statement: [statement(), statement({ Effect: 'Deny' })] }, false],
    ['a denial of another', { Statement: [statement(), statement({ Effect: 'Deny', Principal: { Service: 'ec2.amazonaws.com' } })] }, true],
    ['only a denial', { Statement: statement({ Effect: 'Deny' }) }, false],
    ['nothing', {}, false],
  ])('is trusted with %s: %s', async (_, document, trusted) => {
    expect(await ask(document)).toBe(trusted);
    expect(await ask(document, { encoded: true })).toBe(trusted);
  });

  it('is another one, or is not there, in the words of ECS', async () => {
    expect(await ask({ Statement: statement() }, { arn: 'arn:aws:iam::1:role/path/app' })).toBe(false);
    expect(await ask(undefined)).toBe(false);
    const light = createLightWorld();
    light.answers.set('GetRole', () => {
      throw new AwsError('NoSuchEntity', 'x');
    });
    expect(await checkTaskRoles(light.context, ['arn:aws:iam::1:role/app'])).toBe(
      "ECS was unable to assume the role 'arn:aws:iam::1:role/app' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.",
    );
    light.answers.set('GetRole', () => {
      throw new AwsError('Throttling', 'slow down');
    });
    await expect(checkTaskRoles(light.context, ['arn:aws:iam::1:role/app'])).rejects.toThrow('slow down');
    expect(await checkTaskRoles(light.context, [undefined, undefined])).toBeUndefined();
  });

  it('without a document trusts nobody', async () => {
    const light = createLightWorld();
    light.answers.set('GetRole', () => ({ Role: { Arn: 'a/app' } }));
    expect(await checkTaskRoles(light.context, ['a/app'])).toBeDefined();
  });
});

describe('limits', () => {
  it.each([
    { configuration: {}, desired: 3, lower: 3, upper: 6 },
    { configuration: { minimumHealthyPercent: 50, maximumPercent: 150 }, desired: 3, lower: 2, upper: 4 },
    { configuration: { minimumHealthyPercent: 0, maximumPercent: 100 }, desired: 1, lower: 0, upper: 1 },
  ])('of $configuration for $desired', ({ configuration, desired, lower, upper }) => {
    expect(limitsOf(configuration, desired)).toEqual({ lower, upper });
  });

  it.each([
    { desired: 1, threshold: undefined, ends: 3 },
    { desired: 10, threshold: undefined, ends: 5 },
    { desired: 11, threshold: undefined, ends: 6 },
    { desired: 1000, threshold: undefined, ends: 200 },
    { desired: 10, threshold: { type: 'BOUNDED_PERCENT', value: 100 }, ends: 10 },
    { desired: 10, threshold: { type: 'COUNT', value: 2 }, ends: 2 },
    { desired: 10, threshold: { type: 'COUNT', value: 0 }, ends: 1 },
    { desired: 10, threshold: { type: 'UNBOUNDED_PERCENT', value: 10 }, ends: 1 },
    { desired: 0, threshold: { type: 'UNBOUNDED_PERCENT', value: 10 }, ends: 1 },
    { desired: 1000, threshold: { type: 'UNBOUNDED_PERCENT', value: 90 }, ends: 900 },
  ] as const)('of the circuit breaker: $desired, $threshold: $ends', ({ desired, threshold, ends }) => {
    expect(breakerThresholdOf({ enable: true, rollback: false, ...(threshold && { thresholdConfiguration: threshold }) }, desired)).toBe(ends);
  });
});

describe('a deployment', () => {
  const placement = { launchType: 'FARGATE', platformVersion: '1.4.0', platformFamily: 'Linux', networkConfiguration: {}, capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] } as const;

  it('begins as PRIMARY, in progress, with ids of 19 digits', () => {
    const { context, clock } = createLightWorld();
    const made = newDeployment(context, service.arn, 'd', placement);
    expect(made).toEqual({
      ...placement, id: expect.stringMatching(/^ecs-svc\/[1-9]\d{18}$/) as string, status: 'PRIMARY', taskDefinitionArn: 'd', createdAt: clock.now(), updatedAt: clock.now(), rolloutState: 'IN_PROGRESS',
      rolloutStateReason: `ECS deployment ${made.id} in progress.`, failedTasks: 0, wasCompleted: false, imageDigests: {}, revisionArn: expect.stringMatching(/^arn:aws:ecs:r:1:service-revision\/c\/s\/[1-9]\d{18}$/) as string,
    });
    const before = makeService({ deployments: [{ id: 'p' }, { id: 'a', status: 'ACTIVE' }, { id: 'd', status: 'DRAINING' }, { id: made.id }] });
    expect(withNewPrimary(before, made).map(({ id, status }) => `${id} ${status}`)).toEqual([`${made.id} PRIMARY`, 'p ACTIVE', 'a ACTIVE', 'd DRAINING']);
  });

  it('is remembered, and stops the one that was on its way', () => {
    const { context, state, clock } = createLightWorld();
    const of = makeService({ deployments: [{ id: 'ecs-svc/1', revisionArn: 'r1' }, { id: 'ecs-svc/2', revisionArn: 'r2' }] });
    for (const [id, status] of [['1', 'IN_PROGRESS'], ['2', 'SUCCESSFUL']] as const) {
      const arn = deploymentRecordArn(of, `ecs-svc/${id}`);
      state.deploymentRecords.set(arn, makeRecord({ arn, status }));
    }
    recordDeployment(context, state, of, makeDeployment({ id: 'ecs-svc/3', revisionArn: 'r3', taskDefinitionArn: 'd', ...placement }));
    const all = state.deploymentRecords.values();
    expect(all.map(({ status }) => status)).toEqual(['STOPPED', 'SUCCESSFUL', 'IN_PROGRESS']);
    expect(all[0]).toMatchObject({ updatedAt: clock.now(), finishedAt: clock.now() });
    expect(all[2]).toEqual({
      arn: 'arn:aws:ecs:r:1:service-deployment/c/s/3', revisionArn: 'r3', deploymentId: 'ecs-svc/3', serviceArn: of.arn, clusterArn: of.clusterArn, taskDefinitionArn: 'd', sourceRevisionArns: ['r1', 'r2'],
      placement, loadBalancers: [], deploymentConfiguration: {}, status: 'IN_PROGRESS', createdAt: clock.now(), startedAt: clock.now(), updatedAt: clock.now(),
    });
    updateDeploymentRecord(state, of, 'ecs-svc/3', { status: 'SUCCESSFUL' });
    updateDeploymentRecord(state, of, 'ecs-svc/9', { status: 'STOPPED' });
    expect(state.deploymentRecords.values().map(({ status }) => status)).toEqual(['STOPPED', 'SUCCESSFUL', 'SUCCESSFUL']);
  });

  it('again does not count itself as what it follows', () => {
    const { context, state } = createLightWorld();
    const of = makeService({ deployments: [{ id: 'ecs-svc/1' }] });
    recordDeployment(context, state, of, makeDeployment({ id: 'ecs-svc/1' }));
    recordDeployment(context, state, of, makeDeployment({ id: 'ecs-svc/1' }));
    expect(state.deploymentRecords.values().map(({ status, sourceRevisionArns }) => [status, sourceRevisionArns])).toEqual([['IN_PROGRESS', []]]);
  });
});

describe('events', () => {
  it('are the newest hundred, newest first', () => {
    const { state } = createLightWorld();
    for (let n = 0; n < 103; n += 1) addEvent(state, 's', n, `m${n}`);
    const events = state.events.get('s')?.events ?? [];
    expect(events).toHaveLength(100);
    expect([events[0]?.message, events[0]?.createdAt, events[99]?.message]).toEqual(['m102', 102, 'm3']);
    expect(new Set(events.map(({ id }) => id)).size).toBe(100);
  });

  it('are in the words of ECS', () => {
    expect(eventText.started('s', ['a', 'b'], 0)).toBe('(service s) has started 2 tasks: (task a) (task b).');
    expect(eventText.started('s', ['a'], 1)).toBe('(service s) has started 1 tasks: (task a). Amazon ECS replaced 1 tasks due to an unhealthy status.');
    expect(eventText.cannotPlace('s', 'No room.')).toBe('(service s) was unable to place a task. Reason: No room.');
    expect(eventText.cannotPlace('s', 'a.b')).toBe('(service s) was unable to place a task. Reason: a.b.');
    expect(eventText.cannotLaunch('s', 'e')).toBe('(service s) failed to launch a task with (error e).');
    expect(eventText.failed('s', 'd')).toBe('(service s) (deployment d) deployment failed: tasks failed to start.');
    expect(eventText.rollingBack('s', 'd')).toBe('(service s) rolling back to deployment d.');
    expect(eventText.draining('s', 'd', 1)).toBe('(service s, taskSet d) has begun draining connections on 1 tasks.');
    expect(eventText.unhealthy('s', 't', 80, 'g', 'r')).toBe('(service s) (task t) (port 80) is unhealthy in (target-group g) due to (reason r)');
    expect(eventText.throttled('s')).toBe('(service s) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.');
  });

  it('that stay true are said once, each of its own', () => {
    const light = createLightWorld();
    const { world } = schedulerWorld(light);
    for (const message of ['a', 'a', 'b', 'a']) sayOnce(world, service.arn, message);
    sayOnce(world, 'nobody', 'a');
    expect(light.messages(service.arn)).toEqual(['b', 'a']);
    expect(light.state.services.get(service.arn)?.saidUntilResolved).toEqual(['a', 'b']);
  });
});

describe('the network interface of a task', () => {
  const configuration = (subnets?: string[], securityGroups?: string[]) => ({ networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups } } }) as Partial<Task>;

  it('is in the subnet with the fewest tasks of its service', async () => {
    const { context, state, calls } = createLightWorld();
    const add = (arn: string, subnet: string, changes: Partial<Task> = {}) => state.tasks.set(arn, makeTask({ arn, ...nic('10.0.9.9', subnet), ...changes }));
    add('1', 'a');
    add('2', 'b', { group: 'service:other' });
    add('3', 'b', { clusterArn: 'other' });
    add('4', 'b', { lastStatus: 'STOPPED' });
    const made = await createNetworkInterface(context, state, makeTask(configuration(['a', 'b'], ['sg'])));
    expect(made).toEqual({ availabilityZone: 'ra', networkInterface: { attachmentId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, id: 'eni-1', subnetId: 'b', privateIp: '10.0.0.1', privateDnsName: 'ip', macAddress: '0a', status: 'ATTACHED' } });
    expect(calls).toEqual([`ec2:CreateNetworkInterface ${JSON.stringify({ SubnetId: 'b', Groups: ['sg'], Description: `arn:aws:ecs:r:1:attachment/${made.networkInterface.attachmentId}` })}`]);
  });

  it('is in the first of equals, and in the default group when none is named', async () => {
    const { context, state, calls, answers } = createLightWorld();
    await createNetworkInterface(context, state, makeTask(configuration(['x', 'y'], [])));
    expect(calls[0]).toMatch(/^ec2:CreateNetworkInterface \{"SubnetId":"x","Description"/);
    answers.set('CreateNetworkInterface', () => ({}));
    expect((await createNetworkInterface(context, state, makeTask(configuration(['x'])))).networkInterface).toMatchObject({ id: '', subnetId: 'x', privateIp: '' });
    expect((await createNetworkInterface(context, state, makeTask())).networkInterface).toMatchObject({ subnetId: '' });
  });

  it('is deleted, and may be gone already', async () => {
    const { context, answers, calls } = createLightWorld();
    await deleteNetworkInterface(context, 'eni-1');
    expect(calls).toEqual(['ec2:DeleteNetworkInterface {"NetworkInterfaceId":"eni-1"}']);
    const refuse = (error: Error) => answers.set('DeleteNetworkInterface', () => {
      throw error;
    });
    refuse(new AwsError('InvalidNetworkInterfaceID.NotFound', 'x'));
    await deleteNetworkInterface(context, 'eni-1');
    refuse(new AwsError('InUse', 'in use'));
    await expect(deleteNetworkInterface(context, 'eni-1')).rejects.toThrow('in use');
    refuse(new Error('bug'));
    await expect(deleteNetworkInterface(context, 'eni-1')).rejects.toThrow('bug');
  });
});

describe('a new task', () => {
  const definition = {
    cpu: '512', memory: '1024', runtimePlatform: { cpuArchitecture: 'ARM64' as const },
    containerDefinitions: [{ name: 'web', image: 'i', cpu: 10, memory: 20, memoryReservation: 5 }, { name: 'side', image: 'j', essential: false }, {}],
  };
  const request = { clusterArn: 'arn:aws:ecs:r:1:cluster/c', taskDefinition: makeTaskDefinition({ definition }), placement: { launchType: 'FARGATE', platformVersion: '1.4.0', platformFamily: 'Linux' }, group: 'g', startedBy: 'me', overrides: {}, enableExecuteCommand: true, tags: { a: 'b' } } as const;

  it('is in PROVISIONING, with everything that it will be', () => {
    const { context, clock } = createLightWorld();
    const made = newTask(context, { ...request, service: { arn: 's', deploymentId: 'd', loadBalancers: [{ targetGroupArn: 'tg', containerName: 'web', containerPort: 80 }, {}] } });
    expect(made.id).toMatch(/^[0-9a-f]{32}$/);
    const containerArn = expect.stringMatching(new RegExp(`^arn:aws:ecs:r:1:container/c/${made.id}/[0-9a-f-]{36}$`)) as string;
    expect(made).toEqual({
      arn: `arn:aws:ecs:r:1:task/c/${made.id}`, id: made.id, clusterArn: request.clusterArn, taskDefinitionArn: request.taskDefinition.arn, group: 'g', startedBy: 'me', serviceArn: 's', deploymentId: 'd',
      ...request.placement, lastStatus: 'PROVISIONING', desiredStatus: 'RUNNING', overrides: {}, cpu: '512', memory: '1024', cpuArchitecture: 'arm64', enableExecuteCommand: true, tags: { a: 'b' }, version: 1, createdAt: clock.now(),
      containers: [
        { arn: containerArn, name: 'web', image: 'i', lastStatus: 'PENDING', essential: true, cpu: '10', memory: '20', memoryReservation: '5' },
        { arn: containerArn, name: 'side', image: 'j', lastStatus: 'PENDING', essential: false, cpu: '0' },
        { arn: containerArn, name: '', image: '', lastStatus: 'PENDING', essential: true, cpu: '0' },
      ],
      targets: [target({ targetGroupArn: 'tg' }), target({ targetGroupArn: '', containerName: '', port: 0 })],
    });
  });

  it('of nobody’s service has no targets; overrides win, and the least is the default', () => {
    const { context } = createLightWorld();
    expect(newTask(context, request)).toMatchObject({ targets: [], serviceArn: undefined });
    expect(newTask(context, { ...request, overrides: { cpu: '1024', memory: '2048' } })).toMatchObject({ cpu: '1024', memory: '2048' });
    expect(newTask(context, { ...request, taskDefinition: makeTaskDefinition({ definition: {} as never }) })).toMatchObject({ cpu: '256', memory: '512', cpuArchitecture: 'x86_64', containers: [] });
  });

  it.each([
    { propagateTags: 'SERVICE' as const, managed: false, tags: { of: 'service' } },
    { propagateTags: 'TASK_DEFINITION' as const, managed: false, tags: { of: 'definition' } },
    { propagateTags: 'NONE' as const, managed: false, tags: {} },
    { propagateTags: undefined, managed: true, tags: { 'aws:ecs:clusterName': 'c', 'aws:ecs:serviceName': 's' } },
  ])('bears the tags of $propagateTags, and AWS’s own: $managed', ({ propagateTags, managed, tags }) => {
    const of = makeService({ propagateTags, enableECSManagedTags: managed, tags: { of: 'service' } });
    expect(tagsOfServiceTask(of, makeTaskDefinition({ tags: { of: 'definition' } }))).toEqual(tags);
  });
});

describe('what the runtime is told of a task', () => {
  const spec = (definition: object, changes: Partial<Task> = {}, digests = {}) => taskSpecOf(makeTask(changes), makeTaskDefinition({ family: 'f', revision: 3, definition: definition as never }), digests);

  it('is everything, with defaults', () => {
    expect(spec({ containerDefinitions: [{ name: 'web', image: 'i' }] })).toEqual({
      taskId: 't1', clusterName: 'c', family: 'f', revision: 3, privateIp: '', availabilityZone: '', taskRoleArn: undefined, executionRoleArn: undefined, architecture: 'amd64',
      containers: [{ name: 'web', image: 'i', imageDigest: undefined, essential: true, environment: {}, command: undefined, entryPoint: undefined, ports: [], memoryMiB: 512, cpus: 0.25, logs: undefined, stopTimeoutSeconds: 30 }],
    });
    expect(spec({}).containers).toEqual([]);
    expect(spec({ containerDefinitions: [{}] }).containers[0]).toMatchObject({ name: '', image: '' });
  });

  it('is what the definition says', () => {
    const made = spec(
      {
        taskRoleArn: 'tr', executionRoleArn: 'er', runtimePlatform: { cpuArchitecture: 'ARM64' },
        containerDefinitions: [{
          name: 'web', image: 'i', essential: false, command: ['c'], entryPoint: ['e'], environment: [{ name: 'A', value: '1' }, {}], portMappings: [{ containerPort: 80 }, {}], memory: 100, stopTimeout: 5,
          logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'g', 'awslogs-region': 'r', 'awslogs-stream-prefix': 'p', 'awslogs-create-group': 'true' } },
        }],
      },
      { ...nic('10.0.0.7'), availabilityZone: 'ra', cpu: '1024' },
      { web: 'sha256:1' },
    );
    expect(made).toMatchObject({ privateIp: '10.0.0.7', availabilityZone: 'ra', taskRoleArn: 'tr', executionRoleArn: 'er', architecture: 'arm64' });
    expect(made.containers).toEqual([{
      name: 'web', image: 'i', imageDigest: 'sha256:1', essential: false, environment: { A: '1', '': '' }, command: ['c'], entryPoint: ['e'], ports: [80], memoryMiB: 100, cpus: 1,
      logs: { group: 'g', region: 'r', streamPrefix: 'p', createGroup: true }, stopTimeoutSeconds: 5,
    }]);
  });

  it('is overridden by who runs it', () => {
    const overrides = { taskRoleArn: 'o', executionRoleArn: 'p', containerOverrides: [{ name: 'side', command: ['no'] }, { name: 'web', command: ['x'], environment: [{ name: 'A', value: '2' }], memory: 9999 }] };
    const made = spec({ taskRoleArn: 'tr', containerDefinitions: [{ name: 'web', command: ['c'], environment: [{ name: 'A', value: '1' }, { name: 'B', value: '3' }] }] }, { overrides });
    expect(made).toMatchObject({ taskRoleArn: 'o', executionRoleArn: 'p' });
    expect(made.containers[0]).toMatchObject({ command: ['x'], environment: { A: '2', B: '3' }, memoryMiB: 512 });
  });

  it.each([
    [undefined, undefined],
    [{ logDriver: 'splunk' }, undefined],
    [{ logDriver: 'awslogs' }, { group: '', region: '', streamPrefix: '', createGroup: false }],
    [{ logDriver: 'awslogs', options: { 'awslogs-create-group': 'yes' } }, { group: '', region: '', streamPrefix: '', createGroup: false }],
  ])('logs with %j', (logConfiguration, logs) => {
    expect(spec({ containerDefinitions: [{ name: 'web', logConfiguration }] }).containers[0]?.logs).toEqual(logs);
  });

  it('is in the order of what depends on what', () => {
    const containers = [{ name: 'a', dependsOn: [{ containerName: 'b' }, { containerName: 'gone' }] }, { name: 'b', dependsOn: [{ containerName: 'c' }] }, { name: 'c' }, { name: 'd' }];
    expect(spec({ containerDefinitions: containers }).containers.map(({ name }) => name)).toEqual(['c', 'b', 'a', 'd']);
  });
});

describe('what the plan decided', () => {
  it('starts tasks of the deployment', async () => {
    const light = createLightWorld();
    const { world, launched } = schedulerWorld(light);
    light.state.taskDefinitions.set(makeTaskDefinition().arn, makeTaskDefinition({ definition: { taskRoleArn: 'arn:aws:iam::1:role/app', containerDefinitions: [{ name: 'web' }] } }));
    light.state.services.update(service.arn, { steadySince: 5, loadBalancers: [{ targetGroupArn: 'tg' }], enableExecuteCommand: true });
    light.state.tasks.set('old', makeTask({ arn: 'old' }));
    await applyAction(world, service.arn, { do: 'start', deploymentId: 'ecs-svc/1', count: 2, replaces: ['old'] });
    expect(launched).toHaveLength(2);
    expect(launched[0]).toMatchObject({ group: 'service:s', startedBy: 'ecs-svc/1', deploymentId: 'ecs-svc/1', serviceArn: service.arn, enableExecuteCommand: true, targets: [{ targetGroupArn: 'tg' }] });
    expect(light.state.tasks.get('old')?.replaced).toBe(true);
    expect(light.state.services.get(service.arn)?.steadySince).toBeUndefined();
    expect(light.messages(service.arn)).toEqual([`(service s) has started 2 tasks: (task ${launched[0]?.id ?? ''}) (task ${launched[1]?.id ?? ''}). Amazon ECS replaced 1 tasks due to an unhealthy status.`]);
  });

  it('does not start with a role that cannot be assumed, and waits', async () => {
    const light = createLightWorld();
    const { world, launched } = schedulerWorld(light);
    light.state.taskDefinitions.set(makeTaskDefinition().arn, makeTaskDefinition({ definition: { executionRoleArn: 'arn:aws:iam::1:role/gone' } as never }));
    light.answers.set('GetRole', () => ({}));
    await applyAction(world, service.arn, { do: 'start', deploymentId: 'ecs-svc/1', count: 1, replaces: [] });
    await applyAction(world, service.arn, { do: 'start', deploymentId: 'ecs-svc/1', count: 1, replaces: [] });
    expect(launched).toEqual([]);
    expect(light.messages(service.arn)).toEqual([expect.stringMatching(/^\(service s\) failed to launch a task with \(error ECS was unable to assume the role 'arn:aws:iam::1:role\/gone'/) as string]);
    expect(light.state.services.get(service.arn)?.deployments[0]).toMatchObject({ failedTasks: 2, retryAt: light.clock.now() + 60_000 });
  });

  /** Something that happens while the roles are looked at. */
  const meanwhile =
    (change: (state: LightWorld['state']) => unknown) =>
    (light: LightWorld): void => {
      const look = light.answers.get('GetRole');
      light.answers.set('GetRole', (input) => {
        change(light.state);
        return look?.(input);
      });
    };

  it.each<[string, (light: LightWorld) => unknown]>([
    ['there is no such deployment', (light) => light.state.services.update(service.arn, { deployments: [] })],
    ['its definition is gone', (light) => void light.state.taskDefinitions.delete(makeTaskDefinition().arn)],
    ['the service is going', meanwhile(({ services }) => services.update(service.arn, { status: 'DRAINING' }))],
    ['another deployment is PRIMARY now', meanwhile(({ services }) => services.update(service.arn, { deployments: [makeDeployment({ status: 'ACTIVE' })] }))],
    ['the service is gone', meanwhile(({ services }) => services.delete(service.arn))],
  ])('does not start when %s', async (_, change) => {
    const light = createLightWorld();
    const { world, launched } = schedulerWorld(light);
    light.state.taskDefinitions.set(makeTaskDefinition().arn, makeTaskDefinition({ definition: { taskRoleArn: 'arn:aws:iam::1:role/app' } as never }));
    change(light);
    await applyAction(world, service.arn, { do: 'start', deploymentId: 'ecs-svc/1', count: 1, replaces: [] });
    expect(launched).toEqual([]);
    expect(light.messages(service.arn)).toEqual([]);
  });

  it('stops tasks, told by whether they ran', async () => {
    const light = createLightWorld();
    const { world, stops } = schedulerWorld(light);
    light.state.services.update(service.arn, { steadySince: 5 });
    light.state.tasks.set('a', makeTask({ arn: 'a', id: 'a', deploymentId: 'd' }));
    light.state.tasks.set('b', makeTask({ arn: 'b', id: 'b', lastStatus: 'PENDING' }));
    await applyAction(world, service.arn, { do: 'stop', taskArns: ['a', 'b', 'gone'] });
    expect(stops).toEqual([
      { arn: 'a', stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Scaling activity initiated by (deployment d)' },
      { arn: 'b', stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Scaling activity initiated by (deployment )' },
    ]);
    expect(light.messages(service.arn)).toEqual(['(service s) stopped 1 pending tasks.', '(service s) has stopped 1 running tasks: (task a).']);
    expect(light.state.services.get(service.arn)?.steadySince).toBeUndefined();
  });

  it('stops an unhealthy task as a failure', async () => {
    const light = createLightWorld();
    const { world, stops } = schedulerWorld(light);
    light.state.services.update(service.arn, { steadySince: 5 });
    await applyAction(world, service.arn, { do: 'stop-unhealthy', taskArn: 'x/c/t', targetGroupArn: 'tg', port: 80, reason: 'r' });
    expect(stops).toEqual([{ arn: 'x/c/t', stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed ELB health checks in (target-group tg)', failed: true }]);
    expect(light.messages(service.arn)).toEqual(['(service s) (task t) (port 80) is unhealthy in (target-group tg) due to (reason r)']);
    expect(light.state.services.get(service.arn)?.steadySince).toBeUndefined();
  });

  it('completes a deployment: the others leave, and the one that had failed was rolled back', async () => {
    const light = createLightWorld();
    const { world } = schedulerWorld(light);
    const now = light.clock.now();
    const of = light.state.services.update(service.arn, { saidUntilResolved: ['x'], deployments: [makeDeployment({ id: 'ecs-svc/2' }), makeDeployment({ id: 'ecs-svc/1', rolloutState: 'FAILED' }), makeDeployment({ id: 'ecs-svc/0', rolloutState: 'COMPLETED' })] });
    for (const n of ['0', '1', '2']) {
      const arn = deploymentRecordArn(of, `ecs-svc/${n}`);
      light.state.deploymentRecords.set(arn, makeRecord({ arn, status: 'PENDING' }));
    }
    await applyAction(world, service.arn, { do: 'complete', deploymentId: 'ecs-svc/2' });
    expect(light.state.services.get(service.arn)).toMatchObject({ steadySince: now, steadySaidAt: now, saidUntilResolved: [] });
    expect(light.state.services.get(service.arn)?.deployments).toEqual([makeDeployment({ id: 'ecs-svc/2', rolloutState: 'COMPLETED', rolloutStateReason: 'ECS deployment ecs-svc/2 completed.', wasCompleted: true, updatedAt: now })]);
    expect(light.state.deploymentRecords.values().map(({ status, finishedAt }) => [status, finishedAt])).toEqual([['PENDING', undefined], ['ROLLBACK_SUCCESSFUL', now], ['SUCCESSFUL', now]]);
    expect(light.messages(service.arn)).toEqual(['(service s) has reached a steady state.', '(service s) (deployment ecs-svc/2) deployment completed.']);
  });

  it.each([
    { rollBackTo: 'ecs-svc/1', deployments: ['ecs-svc/1 PRIMARY IN_PROGRESS 0', 'ecs-svc/2 DRAINING FAILED 3'], record: { status: 'ROLLBACK_IN_PROGRESS', rollbackRevisionArn: 'r1' }, messages: 2 },
    { rollBackTo: undefined, deployments: ['ecs-svc/2 PRIMARY FAILED 3', 'ecs-svc/1 ACTIVE COMPLETED 2'], record: { status: 'STOPPED' }, messages: 1 },
  ])('fails a deployment, and rolls back to $rollBackTo', async ({ rollBackTo, deployments, record, messages }) => {
    const light = createLightWorld();
    const { world } = schedulerWorld(light);
    const now = light.clock.now();
    const of = light.state.services.update(service.arn, {
      steadySince: 5,
      deployments: [makeDeployment({ id: 'ecs-svc/2', failedTasks: 3 }), makeDeployment({ id: 'ecs-svc/1', status: 'ACTIVE', rolloutState: 'COMPLETED', failedTasks: 2, retryAt: 9, revisionArn: 'r1' })],
    });
    const arn = deploymentRecordArn(of, 'ecs-svc/2');
    light.state.deploymentRecords.set(arn, makeRecord({ arn }));
    await applyAction(world, service.arn, { do: 'fail', deploymentId: 'ecs-svc/2', rollBackTo });
    const after = light.state.services.get(service.arn);
    expect(after?.deployments.map(({ id, status, rolloutState, failedTasks }) => `${id} ${status} ${rolloutState} ${failedTasks}`)).toEqual(deployments);
    expect(after?.steadySince).toBeUndefined();
    expect(after?.deployments.find(({ id }) => id === 'ecs-svc/2')).toMatchObject({ rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.', updatedAt: now });
    const restored = after?.deployments.find(({ id }) => id === 'ecs-svc/1');
    if (rollBackTo !== undefined) {
      expect(restored).toMatchObject({ rolloutStateReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1', updatedAt: now });
      expect(restored?.retryAt).toBeUndefined();
    }
    expect(light.state.deploymentRecords.get(arn)).toMatchObject({ ...record, statusReason: 'ECS deployment circuit breaker: tasks failed to start.', updatedAt: now, ...(rollBackTo === undefined ? { finishedAt: now } : { rollbackStartedAt: now }) });
    expect(light.messages(service.arn)).toHaveLength(messages);
  });

  it('says that it is steady, that it cannot move, and when it is over', async () => {
    const light = createLightWorld();
    const { world } = schedulerWorld(light);
    const now = light.clock.now();
    await applyAction(world, service.arn, { do: 'say-steady' });
    expect(light.state.services.get(service.arn)).toMatchObject({ steadySince: now, steadySaidAt: now });
    await light.clock.pass(10);
    await applyAction(world, service.arn, { do: 'say-steady' });
    expect(light.state.services.get(service.arn)).toMatchObject({ steadySince: now, steadySaidAt: now + 10 });
    await applyAction(world, service.arn, { do: 'say-impossible' });
    await applyAction(world, service.arn, { do: 'say-impossible' });
    expect(light.messages(service.arn)).toEqual([eventText.impossible('s'), eventText.steady('s'), eventText.steady('s')]);
    await applyAction(world, service.arn, { do: 'become-inactive' });
    expect(light.state.services.get(service.arn)).toMatchObject({ status: 'INACTIVE', deployments: [], inactiveAt: now + 10 });
    await applyAction(world, 'nobody', { do: 'say-steady' });
    expect(light.messages('nobody')).toEqual([]);
  });
});
