import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateLogGroupCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CreateVpcCommand, DeleteVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { CreateClusterCommand, ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { CreateTargetGroupCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cleanUp, planCleanUp } from '../../src/workshop/clean-up/clean-up.js';
import { findPerhapsYours } from '../../src/workshop/clean-up/perhaps-yours.js';
import { loadCourse } from '../../src/workshop/course.js';
import { hintLadder } from '../../src/workshop/hint-ladder.js';
import { look } from '../../src/workshop/look.js';
import { isNear } from '../../src/workshop/near-names.js';
import { allSteps } from '../../src/workshop/steps/all-steps.js';
import type { Course, CourseStep, StepContext } from '../../src/workshop/types.js';
import { startTestSandbox, type TestSandbox } from '../sandbox/harness.js';
import { createSandboxContext, solveSteps } from './steps/support/sandbox-context.js';

const template = readFileSync(new URL('../../templates/boyacky.yaml', import.meta.url), 'utf8');
const trust = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }] });
const tags = { 'boyacky-lab:workshop': 'boyacky', 'boyacky-lab:owner': 'learner' };
const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const lower = Object.entries(tags).map(([key, value]) => ({ key, value }));

let sandbox: TestSandbox;
let context: StepContext;
let cloudFormation: CloudFormationClient;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  onTestFinished(() => sandbox.stop());
  context = createSandboxContext(sandbox);
  cloudFormation = new CloudFormationClient(sandbox.clientConfig);
});

/** As a learner types it: the stack itself gets no tags, its parts have those of the template. */
async function createByHand(name: string, body = template, owner = 'learner'): Promise<void> {
  await cloudFormation.send(new CreateStackCommand({ StackName: name, TemplateBody: body, Parameters: body === template ? [{ ParameterKey: 'Owner', ParameterValue: owner }] : [] }));
  await expect.poll(async () => (await context.aws.stacks.find(name))?.status, { timeout: 60_000 }).toBe('CREATE_COMPLETE');
}

describe('what was made under a slipped name and bears our tags', { timeout: 120_000 }, () => {
  it('a stack is in the plan, and goes as a stack with its load balancer and its table', async () => {
    await createByHand('boyaky-stack');
    expect((await planCleanUp(context)).resources).toEqual([{ kind: 'stack', id: 'boyaky-stack' }, { kind: 'table', id: 'boyacky' }]);
    const { lines, left } = await cleanUp(context);
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind, id }) => `${kind} ${id}`)).toEqual(['stack boyaky-stack', 'table boyacky']);
    expect(left).toBe(0);
    expect(await context.aws.loadBalancers.find('boyacky-alb')).toBeUndefined();
  });

  it('repository, cluster, family, role, target group and log group go, whatever they are called', async () => {
    const config = sandbox.clientConfig;
    await new ECRClient(config).send(new CreateRepositoryCommand({ repositoryName: 'boyacky/webapp', tags: Tags }));
    await new ECSClient(config).send(new CreateClusterCommand({ clusterName: 'my-cluster', tags: lower }));
    const container = { name: 'web', image: 'nginx' };
    await new ECSClient(config).send(new RegisterTaskDefinitionCommand({ family: 'boyacky', networkMode: 'awsvpc', cpu: '256', memory: '512', requiresCompatibilities: ['FARGATE'], containerDefinitions: [container], tags: lower }));
    await new IAMClient(config).send(new CreateRoleCommand({ RoleName: 'boyackyTaskRole', AssumeRolePolicyDocument: trust, Tags }));
    const { Vpc } = await new EC2Client(config).send(new CreateVpcCommand({ CidrBlock: '10.8.0.0/16' }));
    await new ElasticLoadBalancingV2Client(config).send(new CreateTargetGroupCommand({ Name: 'web', Protocol: 'HTTP', Port: 80, TargetType: 'ip', VpcId: Vpc?.VpcId, Tags }));
    await new CloudWatchLogsClient(config).send(new CreateLogGroupCommand({ logGroupName: '/ecs/boyacky', tags }));
    const { lines, left } = await cleanUp(context);
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'target-group web',
      'cluster my-cluster',
      'log-group /ecs/boyacky',
      'task-definition boyacky',
      'repository boyacky/webapp',
      'role boyackyTaskRole',
    ]);
    expect(left).toBe(0);
  });

  it('a log group that a task of ours had made goes with its definition; one that was there before stays', async () => {
    const [ecs, logs] = [new ECSClient(sandbox.clientConfig), new CloudWatchLogsClient(sandbox.clientConfig)];
    const container = (group: string) => ({ name: group.replace(/\W/g, ''), image: 'nginx', logConfiguration: { logDriver: 'awslogs' as const, options: { 'awslogs-group': group, 'awslogs-create-group': 'true', 'awslogs-region': 'ap-northeast-1', 'awslogs-stream-prefix': 'ecs' } } });
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/before' }));
    const registeredAt = Date.now();
    await expect.poll(() => Date.now()).toBeGreaterThan(registeredAt);
    await ecs.send(new RegisterTaskDefinitionCommand({ family: 'boyacky-taskdef', networkMode: 'awsvpc', cpu: '256', memory: '512', requiresCompatibilities: ['FARGATE'], executionRoleArn: 'arn:aws:iam::123456789012:role/ecsTaskExecutionRole', containerDefinitions: [container('/ecs/before'), container('/made/by-the-task')], tags: lower }));
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/made/by-the-task' }));
    const { lines, left } = await cleanUp(context);
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind, id }) => `${kind} ${id}`)).toEqual(['log-group /made/by-the-task', 'task-definition boyacky-taskdef']);
    expect(left).toBe(0);
    expect(await context.aws.logGroups.find('/ecs/before')).toBeDefined();
  });

  it('a stack of which only some parts bear them stays whole, and is left: nothing is taken out of it', async () => {
    const table = (name: string, own: object) => ({ Type: 'AWS::DynamoDB::Table', Properties: { TableName: name, BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], ...own } });
    await createByHand('shop', JSON.stringify({ Resources: { Boyakis: table('boyacky', { Tags }), Orders: table('orders', {}) } }));
    const plan = await planCleanUp(context);
    expect(plan.resources).toEqual([]);
    const reason = { en: expect.stringMatching(/others do not \(Orders .*aws cloudformation delete-stack --stack-name shop/) as string };
    expect(plan.strays).toMatchObject([{ kind: 'stack', id: 'shop', reason }]);
    expect(await cleanUp(context)).toMatchObject({ lines: [{ kind: 'stack', id: 'shop', result: 'still-there', reason }], left: 1 });
    expect((await context.aws.tables.find('boyacky'))?.status).toBe('ACTIVE');
  });

  it('what is of a kind that the clean-up does not delete is left, with what to type', async () => {
    const ec2 = new EC2Client(sandbox.clientConfig);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.8.0.0/16', TagSpecifications: [{ ResourceType: 'vpc', Tags }] }));
    const id = Vpc?.VpcId ?? '';
    expect(await cleanUp(context)).toMatchObject({ lines: [{ kind: 'vpc', id, result: 'still-there', reason: { en: expect.stringContaining(`aws ec2 delete-vpc --vpc-id ${id}`) as string } }], left: 1 });
    await ec2.send(new DeleteVpcCommand({ VpcId: id }));
    expect((await cleanUp(context)).left).toBe(0);
  });

  it('what comes up while the clean-up runs is left', async () => {
    await solveSteps(context, ['ecr.repository']);
    const { repositories } = context.aws;
    const late = {
      ...repositories,
      delete: async (name: string, options: { force: boolean }) => {
        await repositories.delete(name, options);
        await repositories.create({ name: 'boyacky/late', tags });
      },
    };
    const { lines, left } = await cleanUp({ ...context, aws: { ...context.aws, repositories: late } });
    expect(left).toBe(1);
    expect(lines).toContainEqual(expect.objectContaining({ kind: 'repository', id: 'boyacky/late', result: 'still-there' }));
    expect((await cleanUp(context)).left).toBe(0);
  });
});

describe('what was made under a slipped name and bears no tags', { timeout: 120_000 }, () => {
  it('is listed with what to type, by the plan and by the receipt, and stays', async () => {
    const [ecr, ecs, iam] = [new ECRClient(sandbox.clientConfig), new ECSClient(sandbox.clientConfig), new IAMClient(sandbox.clientConfig)];
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'boyacky/webapp' }));
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'shop/web-app' }));
    await ecs.send(new CreateClusterCommand({ clusterName: 'Boyacky_Clutser' }));
    await iam.send(new CreateRoleCommand({ RoleName: 'ecsTaskExecutonRole', AssumeRolePolicyDocument: trust }));
    // Of our very name, made where nobody looked.
    await ecs.send(new CreateClusterCommand({ clusterName: 'boyacky-cluster' }));
    const plan = await planCleanUp(context);
    expect(plan.resources).toEqual([]);
    const near = ['repository boyacky/webapp', 'cluster Boyacky_Clutser', 'role ecsTaskExecutonRole'];
    const listed = async (exactToo: boolean) => (await findPerhapsYours(context, plan, [], { exactToo })).map(({ kind, id }) => `${kind} ${id}`);
    expect(await listed(false)).toEqual(near);
    const { lines, left, perhapsYours } = await cleanUp(context);
    expect([lines.filter(({ result }) => result !== 'kept'), left]).toEqual([[], 0]);
    expect(perhapsYours.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual([...near, 'cluster boyacky-cluster'].sort());
    expect(perhapsYours[0]?.reason.en).toContain('aws ecr delete-repository --repository-name boyacky/webapp --force');
    expect(await context.aws.repositories.find('boyacky/webapp')).toBeDefined();
  });

  it('is told of by the step that looks for the right one, and by its hints', async () => {
    await new ECRClient(sandbox.clientConfig).send(new CreateRepositoryCommand({ repositoryName: 'boyacky/webapp' }));
    await createByHand('boyaky-stack');
    const course = loadCourse(fileURLToPath(new URL('../../lessons/boyacky', import.meta.url)), allSteps);
    const observed = async (id: string) => await look(courseStep(course, id).step, context);
    expect(await observed('foundation.create-stack')).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringMatching(/similar name: boyaky-stack .*aws cloudformation delete-stack --stack-name boyaky-stack/) as string } });
    expect(await observed('ecr.repository')).toMatchObject({ verdict: 'not-yet', observed: { ja: expect.stringMatching(/似た名前ならあります: boyacky\/webapp/) as string } });
    // Where there is nothing near nothing is added.
    expect(await observed('cluster.create')).toMatchObject({ observed: { en: expect.not.stringContaining('similar') as string } });
    const [first] = await hintLadder(courseStep(course, 'foundation.create-stack'), context, 'en');
    expect(first?.text).toContain('boyaky-stack');
  });
});

function courseStep({ steps }: Course, id: string): CourseStep {
  const step = steps.find((each) => each.id === id);
  if (step === undefined) throw new Error(`there is no step ${id}`);
  return step;
}

describe('near names', () => {
  it.each([
    ['boyaky-stack', 'boyacky-stack', true],
    ['boyacky-stcak', 'boyacky-stack', true],
    ['Boyacky_Stack', 'boyacky-stack', true],
    ['boyacky/webapp', 'boyacky/web-app', true],
    ['boyacky-stack-2', 'boyacky-stack', true],
    ['boyaki', 'boyacky', false],
    ['boyaky', 'boyacky', true],
    ['boyacky-stack', 'boyacky-stack', false],
    ['payments-stack', 'boyacky-stack', false],
    ['boyacky-task-role', 'boyacky-taskdef', false],
  ])('%s for %s: %s', (name, meant, near) => expect(isNear(name, meant)).toBe(near));
});
