import { readFileSync } from 'node:fs';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateLogGroupCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CreateVpcCommand, DeleteVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { CreateClusterCommand, ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { CreateTargetGroupCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cleanUp, planCleanUp } from '../../src/workshop/clean-up/clean-up.js';
import type { StepContext } from '../../src/workshop/types.js';
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
