import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cluster, describeAllTasks, describeService, messagesOf, prepareCluster, serviceInput, serviceName, taskDefinitionInput, until, untilSteady } from './boyacky.js';
import { createFakeWorld, executionRoleArn, type FakeWorld } from './fake-world.js';

const missing = '127.0.0.1:4599/boyacky/web-app:9.9';
const missingReason = `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${missing}: ${missing}: not found`;

describe('a deployment that fails', () => {
  let world: FakeWorld;
  beforeEach(async () => {
    world = await createFakeWorld();
    await prepareCluster(world);
  });
  afterEach(() => world.ecs.stop?.());

  async function rollOutMissingTag(breaker: object): Promise<void> {
    await world.call('CreateService', serviceInput({ deploymentConfiguration: { deploymentCircuitBreaker: breaker } }));
    await untilSteady(world);
    await world.call('RegisterTaskDefinition', taskDefinitionInput('9.9'));
    await world.call('UpdateService', { cluster, service: serviceName, taskDefinition: 'boyacky-taskdef' });
  }

  it('is tried again and again without a breaker, while the old tasks go on', async () => {
    await rollOutMissingTag({ enable: false, rollback: false });
    const service = await until('four failures', async () => {
      const seen = await describeService(world);
      return (seen.deployments?.[0]?.failedTasks ?? 0) >= 4 && seen;
    });
    expect(service.deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'IN_PROGRESS' },
      { status: 'ACTIVE', runningCount: 1 },
    ]);
    const messages = messagesOf(service);
    expect(messages.filter((each) => each === `(service ${serviceName}) was unable to place a task. Reason: ${missingReason}.`)).toHaveLength(1);
    expect(messages).toContain(
      `(service ${serviceName}) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`,
    );
    const failed = (await describeAllTasks(world)).find(({ stopCode }) => stopCode === 'TaskFailedToStart');
    expect(failed).toMatchObject({ stoppedReason: missingReason, containers: [{ reason: missingReason, lastStatus: 'STOPPED' }] });
    expect(failed?.containers?.[0]?.exitCode).toBeUndefined();
    expect(failed?.startedAt).toBeUndefined();
  });

  it('is ended by the circuit breaker after three failures, and rolled back', async () => {
    await rollOutMissingTag({ enable: true, rollback: true });
    const old = (await describeService(world)).deployments?.[1]?.id ?? '';
    const failing = (await describeService(world)).deployments?.[0]?.id ?? '';
    const rollingBack = await until('roll back', async () => {
      const seen = await describeService(world);
      return messagesOf(seen).includes(`(service ${serviceName}) rolling back to deployment ${old}.`) && seen;
    });
    expect(messagesOf(rollingBack)).toContain(`(service ${serviceName}) (deployment ${failing}) deployment failed: tasks failed to start.`);
    const service = await untilSteady(world);
    expect(service.deployments).toMatchObject([{ id: old, status: 'PRIMARY', rolloutState: 'COMPLETED' }]);
    expect(service.taskDefinition).toMatch(/boyacky-taskdef:1$/);
    const { serviceDeployments } = await world.call<{ serviceDeployments: { status: string; statusReason: string }[] }>('ListServiceDeployments', { cluster, service: serviceName });
    expect(serviceDeployments.map(({ status }) => status)).toContain('ROLLBACK_SUCCESSFUL');
    expect((await describeAllTasks(world)).filter(({ stopCode }) => stopCode === 'TaskFailedToStart')).toHaveLength(3);
  });

  it('stays FAILED when there is nothing to roll back to', async () => {
    await world.call('RegisterTaskDefinition', taskDefinitionInput('9.9'));
    await world.call('CreateService', serviceInput({ deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } }));
    const service = await until('FAILED', async () => {
      const seen = await describeService(world);
      return seen.deployments?.[0]?.rolloutState === 'FAILED' && seen;
    });
    expect(service.deployments?.[0]).toMatchObject({ failedTasks: 3, rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.', status: 'PRIMARY' });
    expect(service.runningCount).toBe(0);
  });

  it('says so when the percentages leave no room', async () => {
    await world.call('CreateService', serviceInput({ deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 100 } }));
    await untilSteady(world);
    await world.call('UpdateService', { cluster, service: serviceName, forceNewDeployment: true });
    await until('the event', async () =>
      messagesOf(await describeService(world)).includes(
        `(service ${serviceName}) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.`,
      ),
    );
    await world.call('UpdateService', { cluster, service: serviceName, deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 } });
    await untilSteady(world);
  });

  it('names the role that ECS cannot assume', async () => {
    world.roles.set('boyacky-task-role', { trusted: false, denied: [] });
    await world.call('CreateService', serviceInput());
    const message = await until('the event', async () => messagesOf(await describeService(world))[0]);
    expect(message).toBe(
      `(service ${serviceName}) failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/boyacky-task-role' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.).`,
    );
    world.roles.set('boyacky-task-role', { trusted: true, denied: [] });
    await untilSteady(world);
  });

  it.each([
    {
      name: 'an execution role without ECR',
      arrange: (w: FakeWorld) => void w.roles.set('ecsTaskExecutionRole', { trusted: true, denied: ['ecr:GetAuthorizationToken'] }),
      reason:
        /^ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time\(s\): operation error ECR: GetAuthorizationToken, https response error StatusCode: 400, RequestID: [0-9a-f-]{36}, api error AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role\/ecsTaskExecutionRole\/[0-9a-f]{32} is not authorized to perform: ecr:GetAuthorizationToken on resource: \* because no identity-based policy allows the ecr:GetAuthorizationToken action$/,
    },
    {
      name: 'a log group that is not there',
      arrange: (w: FakeWorld) => void w.logGroups.delete('/ecs/boyacky'),
      reason:
        /^ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist\. : exit status 1$/,
    },
    {
      name: 'a repository that is not there',
      arrange: (w: FakeWorld) => void w.registry.clear(),
      reason: /^CannotPullContainerError: pull image manifest has been retried 7 time\(s\): failed to resolve ref (\S+): \1: not found$/,
    },
  ])('tells of $name', async ({ arrange, reason }) => {
    arrange(world);
    await world.call('CreateService', serviceInput());
    const failed = await until('a failed task', async () => (await describeAllTasks(world)).find(({ lastStatus }) => lastStatus === 'STOPPED'));
    expect(failed.stoppedReason).toMatch(reason);
    expect(failed.stopCode).toBe('TaskFailedToStart');
    await until('interface gone', () => Promise.resolve(world.interfaces.size <= 1));
  });

  it('runs into an exec format error with an image for the other CPU', async () => {
    for (const reference of world.engine.images.keys()) world.engine.images.set(reference, 'arm64');
    await world.call('CreateService', serviceInput());
    const failed = await until('a failed task', async () => (await describeAllTasks(world)).find(({ lastStatus }) => lastStatus === 'STOPPED'));
    expect(failed).toMatchObject({ stopCode: 'EssentialContainerExited', containers: [{ exitCode: 1 }] });
    const id = failed.taskArn?.split('/').at(-1) ?? '';
    expect(world.logGroups.get('/ecs/boyacky')?.get(`ecs/boyacky-web-app/${id}`)).toEqual(['exec /docker-entrypoint.sh: exec format error']);
    expect(world.engine.containers.size).toBe(0);
  });

  it('does not start a task whose execution role is gone', async () => {
    world.roles.delete('ecsTaskExecutionRole');
    await world.call('CreateService', serviceInput());
    await until('the event', async () => messagesOf(await describeService(world)).some((each) => each.includes(`'${executionRoleArn}'`)));
    expect(await describeAllTasks(world)).toEqual([]);
  });
});
