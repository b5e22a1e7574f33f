import { AddTagsCommand, CreateListenerCommand, CreateLoadBalancerCommand, CreateTargetGroupCommand, DescribeListenersCommand, DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateStackCommand, CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { CreateRepositoryCommand, DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { CreateClusterCommand, CreateServiceCommand, DeleteServiceCommand, ECSClient, ListClustersCommand, ListServicesCommand, ListTaskDefinitionsCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { CreateRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AwsFailure } from '../../src/aws/aws-failure.js';
import type { Service, Task } from '../../src/aws/services.js';
import { cleanUp, planCleanUp } from '../../src/workshop/clean-up/clean-up.js';
import { findNotOurs } from '../../src/workshop/clean-up/find-not-ours.js';
import { allSteps } from '../../src/workshop/steps/all-steps.js';
import { registerRevision } from '../../src/workshop/steps/taskdef/register-revision.js';
import { startTestSandbox, type TestSandbox } from '../sandbox/harness.js';
import { emptyImage } from '../workshop/steps/support/fake-engine.js';
import { createFakeContext } from '../workshop/steps/support/fake-context.js';
import { createSandboxContext, solveSteps } from '../workshop/steps/support/sandbox-context.js';
import { reportCount } from './report-count.js';

const perKind = 20;
const trust = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }] });
/** Tags almost like ours: another owner, another workshop, our owner alone, none. */
const tagSets: readonly Readonly<Record<string, string>>[] = [
  { 'boyacky-lab:workshop': 'boyacky', 'boyacky-lab:owner': 'somebody-else' },
  { 'boyacky-lab:workshop': 'another', 'boyacky-lab:owner': 'learner' },
  { 'boyacky-lab:owner': 'learner' },
  { Name: 'boyacky' },
  {},
];
const steps = ['foundation.create-stack', 'foundation.wait-stack', 'ecr.repository', 'cluster.service-linked-role', 'cluster.create', 'taskdef.task-role', 'taskdef.execution-role'];

let sandbox: TestSandbox;
let clients: ReturnType<typeof createClients>;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  clients = createClients(sandbox);
});
afterAll(() => sandbox.stop());

function createClients({ clientConfig }: TestSandbox) {
  return {
    cfn: new CloudFormationClient(clientConfig),
    dynamo: new DynamoDBClient(clientConfig),
    ecr: new ECRClient(clientConfig),
    ecs: new ECSClient(clientConfig),
    elb: new ElasticLoadBalancingV2Client(clientConfig),
    iam: new IAMClient(clientConfig),
  };
}

/** Everything in the account that has a name, in one list of sentences. */
async function inventory(): Promise<string[]> {
  const { cfn, dynamo, ecr, ecs, elb, iam } = clients;
  const clusters = (await ecs.send(new ListClustersCommand({ maxResults: 100 }))).clusterArns ?? [];
  const services = await Promise.all(clusters.map(async (cluster) => (await ecs.send(new ListServicesCommand({ cluster, maxResults: 100 }))).serviceArns ?? []));
  const revisions = await Promise.all((['ACTIVE', 'INACTIVE'] as const).map(async (status) => (await ecs.send(new ListTaskDefinitionsCommand({ status, maxResults: 100 }))).taskDefinitionArns ?? []));
  const groups = (await elb.send(new DescribeTargetGroupsCommand({ PageSize: 400 }))).TargetGroups ?? [];
  const balancers = [...new Set(groups.flatMap(({ LoadBalancerArns = [] }) => LoadBalancerArns))];
  const listeners = await Promise.all(balancers.map(async (LoadBalancerArn) => (await elb.send(new DescribeListenersCommand({ LoadBalancerArn }))).Listeners ?? []));
  return [
    ...((await cfn.send(new DescribeStacksCommand({}))).Stacks ?? []).map(({ StackName, StackStatus }) => `stack ${StackName} ${StackStatus}`),
    ...((await dynamo.send(new ListTablesCommand({ Limit: 100 }))).TableNames ?? []).map((name) => `table ${name}`),
    ...((await ecr.send(new DescribeRepositoriesCommand({ maxResults: 1000 }))).repositories ?? []).map(({ repositoryName }) => `repository ${repositoryName}`),
    ...clusters.map((arn) => `cluster ${arn}`),
    ...services.flat().map((arn) => `service ${arn}`),
    ...revisions.flat().map((arn) => `revision ${arn}`),
    ...groups.map(({ TargetGroupName }) => `target group ${TargetGroupName}`),
    ...listeners.flat().map(({ ListenerArn }) => `listener ${ListenerArn}`),
    ...((await iam.send(new ListRolesCommand({ MaxItems: 1000 }))).Roles ?? []).map(({ RoleName }) => `role ${RoleName}`),
  ].sort();
}

/** Of every kind: names that begin like ours, tags almost like ours. They need a network, which is somebody else's stack, too. */
async function makeDecoys(vpcId: string, subnets: string[]): Promise<void> {
  const { cfn, dynamo, ecr, ecs, elb, iam } = clients;
  const { LoadBalancers } = await elb.send(new CreateLoadBalancerCommand({ Name: 'boyacky-alb-2', Subnets: subnets }));
  for (let n = 0; n < perKind; n++) {
    const tags = Object.entries(tagSets[n % tagSets.length] ?? {});
    const lower = tags.map(([key, value]) => ({ key, value }));
    const Tags = tags.map(([Key, Value]) => ({ Key, Value }));
    const template = JSON.stringify({ Resources: { Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: `/ecs/boyacky-taskdef-${n}` } } } });
    await cfn.send(new CreateStackCommand({ StackName: `boyacky-stack-${n}`, TemplateBody: template, Tags }));
    await dynamo.send(new CreateTableCommand({ TableName: `boyacky-${n}`, BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], Tags }));
    await ecr.send(new CreateRepositoryCommand({ repositoryName: `boyacky/web-app-${n}`, tags: Tags }));
    await ecs.send(new CreateClusterCommand({ clusterName: `boyacky-cluster-${n}`, tags: lower }));
    await iam.send(new CreateRoleCommand({ RoleName: `boyacky-task-role-${n}`, AssumeRolePolicyDocument: trust, Tags }));
    const family = (name: string) => ({ family: name, networkMode: 'awsvpc' as const, cpu: '256', memory: '512', requiresCompatibilities: ['FARGATE' as const], containerDefinitions: [{ name: 'web', image: 'nginx' }] });
    await ecs.send(new RegisterTaskDefinitionCommand({ ...family(`boyacky-taskdef-${n}`), tags: lower.length > 0 ? lower : undefined }));
    // Revisions of our very family, from before we came.
    await ecs.send(new RegisterTaskDefinitionCommand(family('boyacky-taskdef')));
    const { TargetGroups } = await elb.send(new CreateTargetGroupCommand({ Name: `ecs-boyack-boyacky-svc-${n}`, Protocol: 'HTTP', Port: 80, TargetType: 'ip', VpcId: vpcId, Tags }));
    const group = TargetGroups?.[0]?.TargetGroupArn ?? '';
    const { Listeners } = await elb.send(new CreateListenerCommand({ LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn, Port: 9000 + n, Protocol: 'HTTP', DefaultActions: [{ Type: 'forward', TargetGroupArn: group }] }));
    if (Tags.length > 0) await elb.send(new AddTagsCommand({ ResourceArns: [Listeners?.[0]?.ListenerArn ?? ''], Tags }));
    await ecs.send(new CreateServiceCommand({ cluster: `boyacky-cluster-${n}`, serviceName: 'boyacky-service', taskDefinition: `boyacky-taskdef-${n}`, desiredCount: 0, launchType: 'FARGATE', networkConfiguration: { awsvpcConfiguration: { subnets } }, tags: lower }));
  }
}

const network = JSON.stringify({
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.9.0.0/16' } },
    A: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.9.0.0/24', AvailabilityZone: 'ap-northeast-1a' } },
    B: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.9.1.0/24', AvailabilityZone: 'ap-northeast-1c' } },
    Gateway: { Type: 'AWS::EC2::InternetGateway' },
    Attached: { Type: 'AWS::EC2::VPCGatewayAttachment', Properties: { VpcId: { Ref: 'Vpc' }, InternetGatewayId: { Ref: 'Gateway' } } },
  },
  Outputs: { Vpc: { Value: { Ref: 'Vpc' } }, A: { Value: { Ref: 'A' } }, B: { Value: { Ref: 'B' } } },
});

describe('an account that others work in, too', { timeout: 300_000 }, () => {
  it(`keeps ${perKind} decoys of every kind, and a role that was there before us, through the whole clean-up`, async () => {
    const { cfn, iam } = clients;
    await cfn.send(new CreateStackCommand({ StackName: 'boyacky', TemplateBody: network }));
    const outputs = async () => (await cfn.send(new DescribeStacksCommand({ StackName: 'boyacky' }))).Stacks?.[0];
    await expect.poll(async () => (await outputs())?.StackStatus, { timeout: 60_000 }).toBe('CREATE_COMPLETE');
    const output = Object.fromEntries(((await outputs())?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? '']));
    await iam.send(new CreateRoleCommand({ RoleName: 'ecsTaskExecutionRole', AssumeRolePolicyDocument: trust }));
    await makeDecoys(output['Vpc'] ?? '', [output['A'] ?? '', output['B'] ?? '']);
    const isSettled = async () => (await cfn.send(new DescribeStacksCommand({}))).Stacks?.every(({ StackStatus }) => StackStatus === 'CREATE_COMPLETE');
    await expect.poll(isSettled, { timeout: 60_000 }).toBe(true);
    const before = await inventory();

    const context = createSandboxContext(sandbox);
    await solveSteps(context, steps);
    // A revision of ours in a family that has twenty of others.
    expect((await registerRevision(context, '1.0')).revision).toBe(perKind + 1);
    expect(await inventory()).not.toEqual(before);
    const { resources: plan } = await planCleanUp(context);
    expect(plan.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['cluster boyacky-cluster', 'task-definition boyacky-taskdef', 'repository boyacky/web-app', 'role boyacky-task-role', 'stack boyacky-stack', 'table boyacky']);
    // The plan also says what bears a name of ours and stays.
    const notOurs = await findNotOurs(allSteps.map((step) => ({ step })), context);
    expect(notOurs).toEqual([{ kind: 'role', id: 'ecsTaskExecutionRole' }]);
    expect((await cleanUp(context)).left).toBe(0);
    expect(await inventory()).toEqual(before);
    reportCount(`decoys: ${before.length} things of others, all of them untouched`);
  });

  it('leaves a cluster in which others run something, says so, and takes the rest', async () => {
    const context = createSandboxContext(sandbox);
    await solveSteps(context, steps);
    const stack = await context.aws.stacks.find('boyacky-stack');
    const subnets = (await context.aws.vpc.subnets(stack?.outputs['VpcId'] ?? '')).map(({ id }) => id);
    await clients.ecs.send(new CreateServiceCommand({ cluster: 'boyacky-cluster', serviceName: 'of-somebody-else', taskDefinition: 'boyacky-taskdef-0', desiredCount: 0, launchType: 'FARGATE', networkConfiguration: { awsvpcConfiguration: { subnets: subnets.slice(0, 1) } } }));
    const { lines, left } = await cleanUp(context);
    expect(left).toBe(1);
    expect(lines.find(({ kind }) => kind === 'cluster')).toMatchObject({ result: 'still-there', reason: { en: expect.stringContaining('1 service and 0 tasks') as string } });
    expect(await inventory()).toContainEqual(expect.stringContaining('service/boyacky-cluster/of-somebody-else'));
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(['repository', 'role', 'stack', 'table']);
    // When they have gone, it goes on from there.
    await clients.ecs.send(new DeleteServiceCommand({ cluster: 'boyacky-cluster', service: 'of-somebody-else', force: true }));
    expect((await cleanUp(context)).left).toBe(0);
  });

  it('stops only tasks of ours: none of another definition, of a revision of others, of a service of others', async () => {
    const context = createSandboxContext(sandbox);
    await solveSteps(context, steps);
    const { revision, arn } = await registerRevision(context, '1.0');
    expect(revision).toBeGreaterThan(perKind);
    const task = (id: string, taskDefinitionArn: string, group: string): Task => ({ id, arn: `arn:${id}`, lastStatus: 'RUNNING', desiredStatus: 'RUNNING', taskDefinitionArn, group, containers: [] });
    const tasks = [
      task('ours', arn, 'family:boyacky-taskdef'),
      task('our-service', arn, 'service:boyacky-service'),
      task('other-family', arn.replace('boyacky-taskdef', 'boyacky-taskdef-2'), 'family:boyacky-taskdef-2'),
      task('other-revision', arn.replace(/:\d+$/, ':3'), 'family:boyacky-taskdef'),
      task('other-service', arn, 'service:of-somebody-else'),
    ];
    const stopped: string[] = [];
    const { services } = context.aws;
    const fake = {
      ...services,
      tasks: (_: string, filter?: { stopped?: boolean }) => Promise.resolve(filter?.stopped === true ? [] : tasks.filter((each) => !stopped.includes(each.arn))),
      stopTask: (_: string, of: string) => Promise.resolve(void stopped.push(of)),
    };
    const busy = { ...context.aws.clusters, delete: () => Promise.reject(new AwsFailure('in-use', 'ecs:DeleteCluster', 'ClusterContainsTasksException', 'The Cluster cannot be deleted while Tasks are active.')) };
    const { lines } = await cleanUp({ ...context, aws: { ...context.aws, services: fake, clusters: busy } });
    expect(stopped).toEqual(['arn:ours', 'arn:our-service']);
    expect(lines.find(({ kind }) => kind === 'cluster')).toMatchObject({ result: 'still-there', reason: { en: '0 services and 3 tasks that are not of this workshop run in it' } });
    expect((await cleanUp(context)).left).toBe(0);
  });

  it('stops no task while a service of ours still stands', async () => {
    const context = createSandboxContext(sandbox);
    await solveSteps(context, steps);
    await context.ledger.record({ kind: 'service', id: 'boyacky-cluster/boyacky-service' }, () => Promise.resolve());
    const stopped: string[] = [];
    const { services } = context.aws;
    const task: Task = { id: '1', arn: 'arn:1', lastStatus: 'RUNNING', desiredStatus: 'RUNNING', taskDefinitionArn: 'arn:aws:ecs:ap-northeast-1:123456789012:task-definition/boyacky-taskdef:999', group: 'service:boyacky-service', containers: [] };
    const fake = { ...services, find: () => Promise.resolve({ status: 'ACTIVE', arn: 'arn:service' } as Service), delete: () => Promise.reject(new AwsFailure('denied', 'ecs:DeleteService', 'AccessDeniedException', 'no')), tasks: () => Promise.resolve([task]), stopTask: (_: string, of: string) => Promise.resolve(void stopped.push(of)) };
    const tags = { of: (arn: string) => (arn === 'arn:service' ? Promise.resolve({ 'boyacky-lab:workshop': 'boyacky', 'boyacky-lab:owner': 'learner' }) : context.aws.resourceTags.of(arn)), add: () => Promise.resolve() };
    const { lines } = await cleanUp({ ...context, aws: { ...context.aws, services: fake, resourceTags: tags } });
    expect(stopped).toEqual([]);
    expect(lines.find(({ kind }) => kind === 'service')).toMatchObject({ result: 'still-there' });
    expect((await cleanUp(context)).left).toBe(0);
  });

  it('keeps everything that only the ledger of a folder of somebody else names, in the account and on this machine', async () => {
    const before = await inventory();
    const { context, world } = createFakeContext();
    const here = { ...createSandboxContext(sandbox), engine: context.engine };
    world.images = [{ ...emptyImage, id: `sha256:${'1'.repeat(64)}`, tags: ['postgres:16'] }, ...world.images];
    const claimed = [
      ['stack', 'boyacky-stack-0'], ['table', 'boyacky-3'], ['repository', 'boyacky/web-app-4'], ['cluster', 'boyacky-cluster-4'], ['role', 'boyacky-task-role-3'],
      ['task-definition', 'boyacky-taskdef-4'], ['target-group', 'ecs-boyack-boyacky-svc-4'], ['service', 'boyacky-cluster-0/boyacky-service'], ['local-image', 'postgres:16'], ['registry-login', 'ghcr.io'],
    ] as const;
    for (const [kind, id] of claimed) await here.ledger.record({ kind, id }, () => Promise.resolve());
    const plan = await planCleanUp(here);
    expect(plan.resources).toEqual([]);
    expect(plan.unmarked.map(({ kind, id }) => [kind, id])).toEqual(claimed.map(([kind, id]) => [kind, id]));
    const { lines, left } = await cleanUp(here);
    expect(lines.filter(({ result }) => result === 'gone')).toEqual([]);
    expect(left).toBe(claimed.length);
    expect(lines.find(({ kind }) => kind === 'table')).toMatchObject({ result: 'still-there', reason: { en: expect.stringContaining("--also 'table=boyacky-3'") as string } });
    expect(await inventory()).toEqual(before);
  });

  it('lists names near to ours as perhaps the learner\'s, and keeps them', async () => {
    const before = await inventory();
    const { perhapsYours } = await cleanUp(createSandboxContext(sandbox));
    expect(perhapsYours.map(({ kind, id }) => `${kind} ${id}`)).toEqual(expect.arrayContaining(['stack boyacky-stack-7', 'repository boyacky/web-app-11', 'cluster boyacky-cluster-0', 'role boyacky-task-role-19', 'load-balancer boyacky-alb-2']));
    expect(await inventory()).toEqual(before);
  });
});
