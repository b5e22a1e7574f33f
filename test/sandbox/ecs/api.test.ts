import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteClusterCommand,
  DeleteTaskDefinitionsCommand,
  DeregisterTaskDefinitionCommand,
  DescribeCapacityProvidersCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListAccountSettingsCommand,
  ListClustersCommand,
  ListTagsForResourceCommand,
  ListTaskDefinitionFamiliesCommand,
  ListTaskDefinitionsCommand,
  PutAccountSettingCommand,
  PutClusterCapacityProvidersCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateServiceCommand,
  paginateListClusters,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeEngine } from '../runtime/fake-engine.js';
import { startTestSandbox, type TestSandbox } from '../harness.js';

const tags = [{ key: 'boyacky-lab:owner', value: 'learner' }];
const executionRoleArn = 'arn:aws:iam::123456789012:role/ecsTaskExecutionRole';
const definition: RegisterTaskDefinitionCommandInput = {
  family: 'boyacky-taskdef',
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'boyacky-web-app', image: 'busybox', portMappings: [{ containerPort: 8080 }] }],
};

describe('the ECS API', () => {
  let sandbox: TestSandbox;
  let ecs: ECSClient;
  beforeEach(async () => {
    sandbox = await startTestSandbox({ services: ['ecs', 'iam', 'ec2', 'elbv2'], engine: createFakeEngine() });
    ecs = new ECSClient(sandbox.clientConfig);
  });
  afterEach(() => sandbox.stop());
  const register = (changes: object = {}) => ecs.send(new RegisterTaskDefinitionCommand({ ...definition, ...changes }));

  it('makes the service-linked role with the first cluster, and answers the same cluster twice', async () => {
    const iam = new IAMClient(sandbox.clientConfig);
    await expect(iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForECS' }))).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    const first = await ecs.send(new CreateClusterCommand({ clusterName: 'boyacky-cluster', tags }));
    expect(first.cluster).toMatchObject({ status: 'ACTIVE', tags, clusterArn: 'arn:aws:ecs:ap-northeast-1:123456789012:cluster/boyacky-cluster' });
    await iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForECS' }));
    const second = await ecs.send(new CreateClusterCommand({ clusterName: 'boyacky-cluster' }));
    expect(second.cluster).toMatchObject({ clusterArn: first.cluster?.clusterArn, tags });
  });

  it('describes, tags and deletes clusters', async () => {
    const arn = (await ecs.send(new CreateClusterCommand({ clusterName: 'boyacky-cluster' }))).cluster?.clusterArn ?? '';
    await ecs.send(new PutClusterCapacityProvidersCommand({ cluster: arn, capacityProviders: ['FARGATE', 'FARGATE_SPOT'], defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }] }));
    await ecs.send(new TagResourceCommand({ resourceArn: arn, tags: [...tags, { key: 'a', value: 'b' }] }));
    await ecs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ['a'] }));
    expect((await ecs.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags).toEqual(tags);
    const described = await ecs.send(new DescribeClustersCommand({ clusters: [arn, 'nowhere'], include: ['TAGS', 'SETTINGS'] }));
    expect(described.clusters).toMatchObject([{ tags, capacityProviders: ['FARGATE', 'FARGATE_SPOT'], settings: [{ name: 'containerInsights', value: 'disabled' }] }]);
    expect(described.failures).toEqual([{ arn: 'arn:aws:ecs:ap-northeast-1:123456789012:cluster/nowhere', reason: 'MISSING' }]);
    expect((await ecs.send(new DescribeClustersCommand({ clusters: [arn] }))).clusters?.[0]?.tags).toEqual([]);
    expect((await ecs.send(new DeleteClusterCommand({ cluster: arn }))).cluster?.status).toBe('INACTIVE');
    expect((await ecs.send(new DescribeClustersCommand({ clusters: [arn] }))).clusters?.[0]?.status).toBe('INACTIVE');
    expect((await ecs.send(new ListClustersCommand({}))).clusterArns).toEqual([]);
    await expect(ecs.send(new DeleteClusterCommand({ cluster: arn }))).rejects.toMatchObject({ name: 'ClusterNotFoundException', message: 'Cluster not found.' });
    await expect(ecs.send(new CreateServiceCommand({ cluster: arn, serviceName: 's', taskDefinition: 't' }))).rejects.toThrow('The referenced cluster was inactive.');
  });

  it('pages', async () => {
    for (const name of ['a', 'b', 'c']) await ecs.send(new CreateClusterCommand({ clusterName: name }));
    const names: string[] = [];
    for await (const page of paginateListClusters({ client: ecs, pageSize: 2 }, {})) names.push(...(page.clusterArns ?? []).map((arn) => arn.slice(-1)));
    expect(names).toEqual(['a', 'b', 'c']);
  });

  it('numbers revisions, never twice', async () => {
    expect((await register({ tags })).taskDefinition).toMatchObject({ revision: 1, status: 'ACTIVE', compatibilities: ['EC2', 'FARGATE'], registeredBy: 'arn:aws:iam::123456789012:user/learner' });
    const arn = (await register()).taskDefinition?.taskDefinitionArn ?? '';
    expect(arn).toMatch(/task-definition\/boyacky-taskdef:2$/);
    expect((await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'boyacky-taskdef:1', include: ['TAGS'] }))).tags).toEqual(tags);
    expect((await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'boyacky-taskdef' }))).taskDefinition?.revision).toBe(2);
    expect((await ecs.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: [arn] }))).failures).toHaveLength(1);
    await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn }));
    expect((await ecs.send(new ListTaskDefinitionsCommand({ status: 'INACTIVE' }))).taskDefinitionArns).toEqual([arn]);
    expect((await ecs.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: [arn] }))).taskDefinitions?.[0]?.status).toBe('DELETE_IN_PROGRESS');
    expect((await register()).taskDefinition?.revision).toBe(3);
    expect((await ecs.send(new ListTaskDefinitionFamiliesCommand({ status: 'ACTIVE' }))).families).toEqual(['boyacky-taskdef']);
    await expect(ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'other' }))).rejects.toMatchObject({ name: 'ClientException', message: 'Unable to describe task definition.' });
  });

  const container = definition.containerDefinitions?.[0];
  const image = (name: string) => ({ containerDefinitions: [{ ...container, image: name }] });
  const withContainer = (changes: object) => ({ containerDefinitions: [{ ...container, ...changes }] });
  it.each([
    ['a size that does not exist', { cpu: '4096', memory: '4096' }, 'No Fargate configuration exists for given values: 4096 CPU, 4096 memory'],
    ['no cpu', { cpu: undefined }, "Fargate requires that 'cpu' be defined at the task level."],
    ['no memory', { memory: undefined }, "Fargate requires that 'memory' be defined at the task level."],
    ['a cpu that is no number', { cpu: 'lots' }, "Invalid 'cpu' setting for task."],
    ['an ECR image without an execution role', image('123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/a:1'), 'Fargate requires task definition to have execution role ARN to support ECR images.'],
    ['an empty task role', { taskRoleArn: '' }, 'Role is not valid'],
    ['an empty execution role', { executionRoleArn: '' }, 'Role is not valid'],
    ['a role of another account', { taskRoleArn: 'arn:aws:iam::999999999999:role/x' }, 'Role is not valid'],
    ['another network mode', { networkMode: 'bridge' }, 'Fargate only supports network mode ‘awsvpc’.'],
    ['another host port', withContainer({ portMappings: [{ containerPort: 8080, hostPort: 80 }] }), 'When networkMode=awsvpc, the host ports and container ports in port mappings must match.'],
    ['no tags in a list', { tags: [] }, 'Tags can not be empty.'],
    ['little storage', { ephemeralStorage: { sizeInGiB: 20 } }, 'EphemeralStorage size should be at least 21'],
    ['much storage', { ephemeralStorage: { sizeInGiB: 201 } }, 'EphemeralStorage size should be at most 200'],
    ['no container', { containerDefinitions: [] }, 'Container list cannot be empty.'],
    ['a container without a name', withContainer({ name: undefined }), 'Container.name should not be null or empty.'],
    ['secrets', withContainer({ secrets: [{ name: 'A', valueFrom: 'b' }] }), 'The sandbox does not support secrets. There is no Secrets Manager or Parameter Store here; use environment.'],
    ['a circle', { containerDefinitions: [{ ...container, dependsOn: [{ containerName: 'boyacky-web-app', condition: 'START' }] }] }, 'Container dependencies contain a circle.'],
  ])('refuses a task definition with %s', async (_, changes, message) => {
    await expect(register(changes)).rejects.toThrow(message);
  });

  it.each([
    ['256', '512'],
    ['.25 vCPU', '0.5 GB'],
    ['0.25 vcpu', '0.5gb'],
  ])('reads the size %s, %s', async (cpu, memory) => {
    expect((await register({ cpu, memory })).taskDefinition).toMatchObject({ cpu: '256', memory: '512' });
  });

  it('takes an ECR image with an execution role, given by name', async () => {
    const answer = await register({ ...image('123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/a:1'), executionRoleArn: 'ecsTaskExecutionRole' });
    expect(answer.taskDefinition?.executionRoleArn).toBe(executionRoleArn);
    expect(answer.taskDefinition?.containerDefinitions?.[0]?.portMappings).toEqual([{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }]);
  });

  it('tells what is missing for a service or a task', async () => {
    await ecs.send(new CreateClusterCommand({ clusterName: 'boyacky-cluster' }));
    await register();
    const service = { cluster: 'boyacky-cluster', serviceName: 'boyacky-service', taskDefinition: 'boyacky-taskdef', launchType: 'FARGATE' as const };
    const network = { awsvpcConfiguration: { subnets: ['subnet-00000000000000000'] } };
    await expect(ecs.send(new CreateServiceCommand({ ...service, cluster: 'nowhere' }))).rejects.toThrow('Cluster not found.');
    await expect(ecs.send(new CreateServiceCommand({ ...service, taskDefinition: undefined }))).rejects.toThrow('TaskDefinition can not be blank.');
    await expect(ecs.send(new CreateServiceCommand(service))).rejects.toThrow("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    await expect(ecs.send(new CreateServiceCommand({ ...service, networkConfiguration: network }))).rejects.toThrow(
      "Error retrieving subnet information for [subnet-00000000000000000]: The subnet ID 'subnet-00000000000000000' does not exist (ErrorCode: InvalidSubnetID.NotFound)",
    );
    await expect(ecs.send(new CreateServiceCommand({ ...service, launchType: undefined }))).rejects.toThrow('The sandbox does not support launch type EC2 (the default). Pass launchType FARGATE.');
    await expect(ecs.send(new UpdateServiceCommand({ cluster: 'boyacky-cluster', service: 'boyacky-service' }))).rejects.toMatchObject({ name: 'ServiceNotFoundException', message: 'Service not found.' });
    expect((await ecs.send(new DescribeServicesCommand({ cluster: 'boyacky-cluster', services: ['boyacky-service'] }))).failures).toEqual([
      { arn: 'arn:aws:ecs:ap-northeast-1:123456789012:service/boyacky-cluster/boyacky-service', reason: 'MISSING' },
    ]);
    expect((await ecs.send(new DescribeTasksCommand({ cluster: 'boyacky-cluster', tasks: ['0'] }))).failures?.[0]?.reason).toBe('MISSING');
    await expect(ecs.send(new StopTaskCommand({ cluster: 'boyacky-cluster', task: '0' }))).rejects.toThrow('The referenced task was not found.');
    await expect(ecs.send(new RunTaskCommand({ cluster: 'boyacky-cluster', taskDefinition: 'boyacky-taskdef', launchType: 'FARGATE' }))).rejects.toThrow('Network Configuration must be provided');
    await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'boyacky-taskdef:1' }));
    await expect(ecs.send(new CreateServiceCommand({ ...service, taskDefinition: 'boyacky-taskdef:1', networkConfiguration: network }))).rejects.toThrow('TaskDefinition is inactive');
  });

  it('has account settings and the capacity providers of Fargate', async () => {
    await ecs.send(new PutAccountSettingCommand({ name: 'containerInsights', value: 'enabled' }));
    expect((await ecs.send(new ListAccountSettingsCommand({ name: 'containerInsights' }))).settings).toMatchObject([{ value: 'enabled' }]);
    expect((await ecs.send(new DescribeCapacityProvidersCommand({}))).capacityProviders?.map(({ name }) => name)).toEqual(['FARGATE', 'FARGATE_SPOT']);
  });
});
