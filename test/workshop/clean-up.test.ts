import { rmSync } from 'node:fs';
import { CreateClusterCommand, DescribeClustersCommand, ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import { CreateRepositoryCommand, DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AwsFailure } from '../../src/aws/aws-failure.js';
import { EngineError } from '../../src/containers/engine.js';
import { adopt, findForeign } from '../../src/workshop/adopt.js';
import { cleanUp, planCleanUp } from '../../src/workshop/clean-up/clean-up.js';
import { openLedger } from '../../src/workshop/ledger.js';
import { clusterSteps } from '../../src/workshop/steps/cluster/index.js';
import type { StepContext } from '../../src/workshop/types.js';
import { systemClock } from '../../src/shared/clock.js';
import { startTestSandbox, type TestSandbox } from '../sandbox/harness.js';
import { stepOf } from './steps/support/drive.js';
import { createSandboxContext, solveSteps } from './steps/support/sandbox-context.js';

const trust = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }] });

let sandbox: TestSandbox;
let context: StepContext;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

beforeEach(() => {
  context = createSandboxContext(sandbox);
});

const halfACourse = ['foundation.create-stack', 'foundation.wait-stack', 'ecr.repository', 'cluster.service-linked-role', 'cluster.create', 'taskdef.task-role'];

describe('clean-up', { timeout: 120_000 }, () => {
  it('takes away what is ours, the retained table too, and nothing else', async () => {
    const [ecs, ecr, iam] = [new ECSClient(sandbox.clientConfig), new ECRClient(sandbox.clientConfig), new IAMClient(sandbox.clientConfig)];
    // Decoys: names like ours, tags almost like ours, and a role that was there before us.
    await ecs.send(new CreateClusterCommand({ clusterName: 'boyacky-cluster-2' }));
    await ecs.send(new CreateClusterCommand({ clusterName: 'somebody', tags: [{ key: 'boyacky-lab:workshop', value: 'boyacky' }, { key: 'boyacky-lab:owner', value: 'somebody-else' }] }));
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'boyacky/web-app-2' }));
    await iam.send(new CreateRoleCommand({ RoleName: 'ecsTaskExecutionRole', AssumeRolePolicyDocument: trust }));
    await solveSteps(context, halfACourse);
    await solveSteps(context, ['taskdef.execution-role']);

    const plan = (await planCleanUp(context)).resources.map(({ kind }) => kind);
    expect(plan).toEqual(['cluster', 'repository', 'role', 'stack', 'table']);
    const { lines, left } = await cleanUp(context);
    expect(left).toBe(0);
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(['cluster', 'repository', 'role', 'stack', 'table']);
    expect(lines.filter(({ result }) => result === 'kept').map(({ id }) => id)).toEqual(['AWSServiceRoleForECS', 'AWSServiceRoleForElasticLoadBalancing', 'ecsTaskExecutionRole']);
    expect(context.ledger.open()).toEqual([]);

    const { clusters } = await ecs.send(new DescribeClustersCommand({ clusters: ['boyacky-cluster-2', 'somebody'] }));
    expect(clusters?.map(({ status }) => status)).toEqual(['ACTIVE', 'ACTIVE']);
    await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['boyacky/web-app-2'] }));
    await iam.send(new GetRoleCommand({ RoleName: 'ecsTaskExecutionRole' }));
    // A second time there is nothing to do.
    expect((await cleanUp(context)).lines.every(({ result }) => result === 'kept')).toBe(true);
  });

  it('finds everything by tags when the ledger is lost', async () => {
    await solveSteps(context, halfACourse);
    rmSync(context.workspace.files.ledger);
    const forgetful = { ...context, ledger: openLedger(context.workspace.files.ledger, () => undefined, systemClock) };
    const { lines, left } = await cleanUp(forgetful);
    expect(left).toBe(0);
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(['cluster', 'repository', 'role', 'stack', 'table']);
    expect(await context.aws.stacks.find('boyacky-stack')).toBeUndefined();
    expect(await context.aws.tables.find('boyacky')).toBeUndefined();
  });

  it('lists a listener once, though the ledger and the tag know it by different names; by its tag alone it is found, too', async () => {
    await solveSteps(context, [...halfACourse, 'service.target-group', 'service.listener']);
    const listenersIn = async (of: StepContext) => (await planCleanUp(of)).resources.filter(({ kind }) => kind === 'listener').map(({ id }) => id);
    expect(await listenersIn(context)).toEqual(['boyacky-alb:80']);
    rmSync(context.workspace.files.ledger);
    const forgetful = { ...context, ledger: openLedger(context.workspace.files.ledger, () => undefined, systemClock) };
    expect(await listenersIn(forgetful)).toEqual([expect.stringContaining(':listener/app/boyacky-alb/')]);
    const { lines, left } = await cleanUp(forgetful);
    expect(left).toBe(0);
    expect(lines.filter(({ kind }) => kind === 'listener').map(({ result }) => result)).toEqual(['gone']);
  });

  it('goes on by what the ledger knows where nobody may look for tags or ask the engine, and says that it could not look', async () => {
    await solveSteps(context, halfACourse);
    const denied = (operation: string) => () => Promise.reject(new AwsFailure('denied', operation, 'AccessDeniedException', 'no'));
    const { taggedResources, clusters } = context.aws;
    const blind = {
      ...context,
      engine: { ...context.engine, status: () => Promise.resolve({ available: true as const, version: '1' }), listContainers: () => Promise.reject(new EngineError('daemon-unreachable', 'the daemon has gone')) },
      aws: { ...context.aws, taggedResources: { ...taggedResources, find: denied('tag:GetResources') }, clusters: { ...clusters, find: denied('ecs:DescribeClusters') } },
    } as StepContext;
    const unsearched = [
      { kind: 'by-tag', id: 'boyacky-lab:workshop=boyacky, boyacky-lab:owner=learner', reason: { en: expect.stringContaining('the permission tag:GetResources is missing') as string } },
      { kind: 'by-label', id: 'boyacky-lab.workshop=boyacky', reason: { en: 'the daemon has gone' } },
    ];
    const plan = await planCleanUp(blind);
    // Of a cluster that cannot be asked about nobody knows whose it is.
    expect(plan.resources.map(({ kind }) => kind)).toEqual(['repository', 'role', 'stack']);
    expect(plan.unmarked).toMatchObject([{ kind: 'cluster', unseen: { en: expect.stringContaining('ecs:DescribeClusters') as string } }]);
    expect(plan.unsearched).toMatchObject(unsearched);
    const { lines, left } = await cleanUp(blind);
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(['repository', 'role', 'stack', 'table']);
    expect(lines.filter(({ result }) => result === 'cannot-tell')).toMatchObject([{ kind: 'cluster', reason: { en: expect.stringContaining('ecs:DescribeClusters') as string } }, ...unsearched]);
    expect(left).toBe(3);
    expect((await cleanUp(context)).left).toBe(0);
  });

  it('deletes a cluster only when the last of its tasks has stopped', async () => {
    await solveSteps(context, ['cluster.create']);
    const { clusters, services } = context.aws;
    const told: string[] = [];
    // As ECS has it after a service went: the service is INACTIVE, its task on its way out.
    const states = ['DEACTIVATING', 'STOPPING', 'STOPPED'];
    const taskDefinitionArn = 'arn:aws:ecs:ap-northeast-1:123456789012:task-definition/boyacky-taskdef:1';
    const tasks = (_: string, filter?: { stopped?: boolean }) => {
      const lastStatus = states[told.length] ?? 'STOPPED';
      if (filter?.stopped !== true) return Promise.resolve([]);
      told.push(lastStatus);
      return Promise.resolve([{ id: '1', arn: 'arn:1', lastStatus, desiredStatus: 'STOPPED', taskDefinitionArn, containers: [] }]);
    };
    const remove = (name: string) => (told.push('deleted'), clusters.delete(name));
    expect((await cleanUp({ ...context, aws: { ...context.aws, services: { ...services, tasks }, clusters: { ...clusters, delete: remove } } })).left).toBe(0);
    expect(told).toEqual([...states, 'deleted']);
  });

  it('takes on what the learner made by hand, and not what was there before', async () => {
    const ecs = new ECSClient(sandbox.clientConfig);
    const step = stepOf(clusterSteps, 'cluster.create');
    const foreign = await findForeign(step, context);
    expect(foreign).toEqual([]);
    await ecs.send(new CreateClusterCommand({ clusterName: 'boyacky-cluster' }));
    expect(await planCleanUp(context)).toEqual({ resources: [], unmarked: [], strays: [], nameless: [], unsearched: [] });

    await adopt(step, context, [{ kind: 'cluster', id: 'boyacky-cluster' }]);
    expect(await planCleanUp(context)).toEqual({ resources: [], unmarked: [], strays: [], nameless: [], unsearched: [] });
    await adopt(step, context, foreign);
    expect((await planCleanUp(context)).resources).toMatchObject([{ kind: 'cluster', id: 'boyacky-cluster' }]);
    expect((await cleanUp(context)).left).toBe(0);
    const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
    expect(clusterArns.some((arn) => arn.endsWith('/boyacky-cluster'))).toBe(false);
  });

  it('asks again for a stack whose deletion failed, instead of waiting for what cannot come', async () => {
    await solveSteps(context, halfACourse);
    const { stacks } = context.aws;
    let deletions = 0;
    const failing = {
      ...stacks,
      // As while a network interface of the last task still holds on to its subnet.
      delete: async (name: string) => {
        deletions += 1;
        if (deletions > 1) await stacks.delete(name);
      },
      find: async (name: string) => {
        const stack = await stacks.find(name);
        return stack !== undefined && deletions === 1 ? { ...stack, status: 'DELETE_FAILED', statusReason: 'The following resource(s) failed to delete: [PrivateSubnet1].' } : stack;
      },
    };
    const receipt = await cleanUp({ ...context, aws: { ...context.aws, stacks: failing } });
    expect(receipt.left).toBe(0);
    expect(deletions).toBe(2);
  });

  it('takes away side by side what does not lean on each other, and lists it in the order of the plan', { timeout: 30_000 }, async () => {
    await solveSteps(context, halfACourse);
    const { repositories, roles } = context.aws;
    // The repository, which stands before the role in the plan, goes only when the role has been asked to go.
    let ask = (): void => undefined;
    const asked = new Promise<void>((resolve) => (ask = resolve));
    const aws = {
      ...context.aws,
      repositories: { ...repositories, delete: async (name: string, options: { force: boolean }) => (await asked, await repositories.delete(name, options)) },
      roles: { ...roles, delete: (name: string) => (ask(), roles.delete(name)) },
    };
    const { lines, left } = await cleanUp({ ...context, aws });
    expect(left).toBe(0);
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(['cluster', 'repository', 'role', 'stack', 'table']);
  });

  it('reports what it could not delete with the reason, and goes on with the rest', async () => {
    await solveSteps(context, halfACourse);
    const refused = Object.assign(new Error('User: learner is not authorized'), { name: 'AwsFailure', kind: 'denied', operation: 'ecr', code: 'AccessDeniedException' });
    const aws = { ...context.aws, repositories: { ...context.aws.repositories, delete: () => Promise.reject(refused) } };
    const { lines, left } = await cleanUp({ ...context, aws, target: { ...context.target, kind: 'aws' }, clock: { now: () => Date.now(), sleep: () => Promise.resolve() } });
    expect(left).toBe(1);
    expect(lines.find(({ kind }) => kind === 'repository')?.console).toBe('https://ap-northeast-1.console.aws.amazon.com/ecr/repositories?region=ap-northeast-1');
    expect(lines.find(({ kind }) => kind === 'repository')).toMatchObject({ result: 'still-there', reason: { en: expect.stringContaining('AccessDeniedException') as string } });
    expect(lines.find(({ kind }) => kind === 'stack')).toMatchObject({ result: 'gone' });
    expect((await cleanUp(context)).left).toBe(0);
  });
});
