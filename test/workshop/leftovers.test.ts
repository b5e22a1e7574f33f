import { createHash } from 'node:crypto';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand, DynamoDBClient, UntagResourceCommand as UntagTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateNetworkInterfaceCommand, CreateSecurityGroupCommand, DeleteNetworkInterfaceCommand, DeleteSecurityGroupCommand, DescribeNetworkInterfacesCommand, DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeImagesCommand, ECRClient, UntagResourceCommand as UntagRepositoryCommand } from '@aws-sdk/client-ecr';
import { CreateServiceCommand, DeleteServiceCommand, ECSClient, RegisterTaskDefinitionCommand, UntagResourceCommand as UntagClusterCommand } from '@aws-sdk/client-ecs';
import { IAMClient, UntagRoleCommand } from '@aws-sdk/client-iam';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cleanUp, planCleanUp } from '../../src/workshop/clean-up/clean-up.js';
import { findPerhapsYours } from '../../src/workshop/clean-up/perhaps-yours.js';
import { look } from '../../src/workshop/look.js';
import { foundationSteps } from '../../src/workshop/steps/foundation/index.js';
import type { StepContext } from '../../src/workshop/types.js';
import { startTestSandbox, type TestSandbox } from '../sandbox/harness.js';
import { stepOf } from './steps/support/drive.js';
import { createSandboxContext, solveSteps } from './steps/support/sandbox-context.js';

const halfACourse = ['foundation.create-stack', 'foundation.wait-stack', 'ecr.repository', 'cluster.service-linked-role', 'cluster.create', 'taskdef.task-role'];

let sandbox: TestSandbox;
let context: StepContext;
// Each with an account of its own: what one of them leaves is no leftover of another.
beforeEach(async () => {
  sandbox = await startTestSandbox();
  onTestFinished(() => sandbox.stop());
  context = createSandboxContext(sandbox);
});

const ourTags = [{ key: 'boyacky-lab:workshop', value: 'boyacky' }, { key: 'boyacky-lab:owner', value: 'learner' }];
const stackStatus = async () => (await context.aws.stacks.find('boyacky-stack'))?.status;

describe('what an earlier try left behind', { timeout: 120_000 }, () => {
  it('a stack in ROLLBACK_COMPLETE goes; the table of somebody else that it stumbled over stays', async () => {
    const dynamo = new DynamoDBClient(sandbox.clientConfig);
    await dynamo.send(new CreateTableCommand({ TableName: 'boyacky', BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }));
    // As by hand: nobody asks about the table, nor takes it out of the way.
    await stepOf(foundationSteps, 'foundation.create-stack').solve(context);
    await expect.poll(stackStatus, { timeout: 60_000 }).toBe('ROLLBACK_COMPLETE');
    const verdict = await look(stepOf(foundationSteps, 'foundation.create-stack'), context);
    expect(verdict).toMatchObject({ verdict: 'not-yet', fix: { en: expect.stringContaining('boyacky-lab cleanup') as string } });

    // AWS names it among the stack's resources even so.
    const { stacks } = context.aws;
    const naming = { ...stacks, resources: async (name: string) => (await stacks.resources(name)).map((each) => (each.type === 'AWS::DynamoDB::Table' ? { ...each, physicalId: 'boyacky', status: 'CREATE_FAILED' } : each)) };
    const { lines, left } = await cleanUp({ ...context, aws: { ...context.aws, stacks: naming } });
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(['stack']);
    expect(left).toBe(0);
    expect((await dynamo.send(new DescribeTableCommand({ TableName: 'boyacky' }))).Table?.TableStatus).toBe('ACTIVE');
    await dynamo.send(new DeleteTableCommand({ TableName: 'boyacky' }));
    await expect.poll(async () => await context.aws.tables.find('boyacky'), { timeout: 30_000 }).toBeUndefined();
    await solveSteps(context, ['foundation.create-stack', 'foundation.wait-stack']);
    expect((await cleanUp(context)).left).toBe(0);
  });

  it('a stack that cannot go, for others use its network: it is said what holds it, nothing of theirs is touched, the rest goes; later it goes on', async () => {
    await solveSteps(context, halfACourse);
    const ec2 = new EC2Client(sandbox.clientConfig);
    const vpc = (await context.aws.stacks.find('boyacky-stack'))?.outputs['VpcId'] ?? '';
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpc] }] }));
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: Subnets?.[0]?.SubnetId, Description: 'of somebody else' }));
    const id = NetworkInterface?.NetworkInterfaceId ?? '';
    const { GroupId: group = '' } = await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'mine', Description: 'by hand', VpcId: vpc }));
    const plan = await planCleanUp(context);
    const perhaps = await findPerhapsYours(context, plan, [], { exactToo: false });
    expect(perhaps.map((each) => `${each.kind} ${each.id}`)).toEqual([`network-interface ${id}`, `security-group ${group}`]);

    const first = await cleanUp({ ...context, target: { ...context.target, kind: 'aws' } });
    expect(first.left).toBe(1);
    const stack = first.lines.find(({ kind }) => kind === 'stack');
    expect(stack).toMatchObject({ result: 'still-there', console: expect.stringContaining('console.aws.amazon.com/cloudformation') as string });
    // Not only which part of the stack it is: also what CloudFormation says of it.
    expect(stack?.reason?.en).toMatch(/DELETE_FAILED: .*Subnet.*has dependencies and cannot be deleted/s);
    // Nor only that something leans on it: also what, made by whom, and what to type.
    expect(stack?.reason?.en).toContain(`network-interface ${id}: it lies in ${vpc}`);
    expect(stack?.reason?.ja).toMatch(new RegExp(`of somebody else.*aws ec2 delete-network-interface --network-interface-id ${id}`, 's'));
    expect(stack?.reason?.en).toContain(`security-group ${group}: it lies in ${vpc} and is no part of the stack (mine)`);
    expect(stack?.reason?.en).not.toMatch(/VPC Endpoint|ELB app|boyacky_/);
    expect(first.lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(['cluster', 'repository', 'role', 'table']);
    expect((await ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }))).NetworkInterfaces).toHaveLength(1);
    expect(await stackStatus()).toBe('DELETE_FAILED');

    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }));
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: group }));
    const second = await cleanUp(context);
    expect(second.lines.filter(({ result }) => result !== 'kept').map(({ kind, result }) => `${kind} ${result}`)).toEqual(['stack gone']);
    expect((await new CloudFormationClient(sandbox.clientConfig).send(new DescribeStacksCommand({}))).Stacks).toEqual([]);
  });

  it('a service that is DRAINING is waited for and not asked for twice; one that is INACTIVE counts as gone, and so does its cluster', async () => {
    await solveSteps(context, halfACourse);
    const ecs = new ECSClient(sandbox.clientConfig);
    const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand({ family: 'boyacky-taskdef', networkMode: 'awsvpc', cpu: '256', memory: '512', requiresCompatibilities: ['FARGATE'], containerDefinitions: [{ name: 'web', image: 'nginx' }], tags: ourTags }));
    const vpc = (await context.aws.stacks.find('boyacky-stack'))?.outputs['VpcId'] ?? '';
    const subnets = (await context.aws.vpc.subnets(vpc)).slice(0, 1).map((subnet) => subnet.id);
    await context.ledger.record({ kind: 'service', id: 'boyacky-cluster/boyacky-service' }, () => ecs.send(new CreateServiceCommand({ cluster: 'boyacky-cluster', serviceName: 'boyacky-service', taskDefinition: taskDefinition?.taskDefinitionArn, desiredCount: 0, launchType: 'FARGATE', networkConfiguration: { awsvpcConfiguration: { subnets } }, tags: ourTags })));
    const { services } = context.aws;
    const [deletions, looks] = [[] as string[], { left: 3 }];
    const draining = {
      ...services,
      find: async (cluster: string, name: string) => {
        const service = await services.find(cluster, name);
        // Its last task takes its time; then ECS lets go of it.
        if (service !== undefined && looks.left-- > 0) return { ...service, status: 'DRAINING' };
        if (service?.status === 'ACTIVE') await ecs.send(new DeleteServiceCommand({ cluster, service: name }));
        return await services.find(cluster, name);
      },
      delete: (_: string, name: string) => Promise.resolve(void deletions.push(name)),
    };
    const { left, lines } = await cleanUp({ ...context, aws: { ...context.aws, services: draining } });
    expect(left).toBe(0);
    expect(deletions).toEqual([]);
    expect(looks.left).toBeLessThan(0);
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(['service', 'cluster', 'task-definition', 'repository', 'role', 'stack', 'table']);
    expect(await planCleanUp(context)).toEqual({ resources: [], unmarked: [], strays: [], nameless: [], unsearched: [] });
  });

  it('a repository with an image index, attestations and images without a tag goes with all of them', async () => {
    await solveSteps(context, ['ecr.repository']);
    const push = await pusherTo('boyacky/web-app');
    const config = await push.blob('{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}', 'application/vnd.oci.image.config.v1+json');
    const layer = await push.blob('a layer', 'application/vnd.oci.image.layer.v1.tar+gzip');
    const image = await push.manifest(undefined, { mediaType: manifestType, config, layers: [layer] });
    const statement = await push.blob('{"_type":"https://in-toto.io/Statement/v0.1"}', 'application/vnd.in-toto+json');
    const attestation = await push.manifest(undefined, { mediaType: manifestType, config, layers: [statement] });
    const unknown = { platform: { os: 'unknown', architecture: 'unknown' }, annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': image.digest } };
    await push.manifest('1.0', { mediaType: indexType, manifests: [{ ...image, platform: { os: 'linux', architecture: 'amd64' } }, { ...attestation, ...unknown }] });
    await push.manifest(undefined, { mediaType: manifestType, config, layers: [layer, layer] });
    const ecr = new ECRClient(sandbox.clientConfig);
    expect((await ecr.send(new DescribeImagesCommand({ repositoryName: 'boyacky/web-app' }))).imageDetails).toHaveLength(4);

    const { left, lines } = await cleanUp(context);
    expect([left, lines.filter(({ result }) => result === 'gone').map(({ kind, id }) => `${kind} ${id}`)]).toEqual([0, ['repository boyacky/web-app']]);
    await expect(ecr.send(new DescribeImagesCommand({ repositoryName: 'boyacky/web-app' }))).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
  });

  it('is listed apart when somebody has taken our tags off, stays, and goes when it is named', async () => {
    await solveSteps(context, halfACourse);
    const tagging = new ResourceGroupsTaggingAPIClient(sandbox.clientConfig);
    const tagged = async () => ((await tagging.send(new GetResourcesCommand({ TagFilters: [{ Key: 'boyacky-lab:owner' }] }))).ResourceTagMappingList ?? []).map(({ ResourceARN = '' }) => ResourceARN);
    const keys = ['boyacky-lab:owner', 'boyacky-lab:workshop'];
    // What belongs to the stack goes with the stack.
    const loose = (await tagged()).filter((arn) => /:(ecr|ecs|dynamodb):/.test(arn));
    expect(loose.length).toBeGreaterThan(2);
    const [ecr, ecs, dynamo] = [new ECRClient(sandbox.clientConfig), new ECSClient(sandbox.clientConfig), new DynamoDBClient(sandbox.clientConfig)];
    for (const arn of loose) {
      if (arn.includes(':ecr:')) await ecr.send(new UntagRepositoryCommand({ resourceArn: arn, tagKeys: keys }));
      else if (arn.includes(':ecs:')) await ecs.send(new UntagClusterCommand({ resourceArn: arn, tagKeys: keys }));
      else await dynamo.send(new UntagTableCommand({ ResourceArn: arn, TagKeys: keys }));
    }
    await new IAMClient(sandbox.clientConfig).send(new UntagRoleCommand({ RoleName: 'boyacky-task-role', TagKeys: keys }));
    expect((await tagged()).filter((arn) => /:(ecr|ecs|dynamodb|iam):/.test(arn))).toEqual([]);

    // The parts of the stack bear our tags still: it goes as a stack, and its table, which is on the ledger by then, is asked for.
    expect((await planCleanUp(context)).unmarked).toEqual([
      { kind: 'repository', id: 'boyacky/web-app' },
      { kind: 'cluster', id: 'boyacky-cluster' },
      { kind: 'role', id: 'boyacky-task-role' },
    ]);
    const first = await cleanUp(context);
    expect(first.lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(['stack', 'table']);
    expect(first.left).toBe(3);
    const reason = { en: expect.stringContaining("boyacky-lab cleanup --also 'repository=boyacky/web-app'") as string };
    expect(first.lines.filter(({ kind }) => kind === 'repository')).toMatchObject([{ result: 'still-there', reason }]);

    const { left, lines } = await cleanUp(context, { isNamed: () => true });
    expect(left).toBe(0);
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(['cluster', 'repository', 'role']);
  });
});

describe('who may not delete', { timeout: 120_000 }, () => {
  const denied = (operation: string) => Object.assign(new Error('User: learner is not authorized'), { name: 'AwsFailure', kind: 'denied', operation, code: 'AccessDeniedException' });

  it('a service is told that, and its cluster that the service of the workshop still runs in it; roles of ours are not "kept"; the rest goes, and later all of it', async () => {
    await solveSteps(context, [...halfACourse, 'taskdef.execution-role']);
    const ecs = new ECSClient(sandbox.clientConfig);
    const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand({ family: 'boyacky-taskdef', networkMode: 'awsvpc', cpu: '256', memory: '512', requiresCompatibilities: ['FARGATE'], containerDefinitions: [{ name: 'web', image: 'nginx' }] }));
    const vpc = (await context.aws.stacks.find('boyacky-stack'))?.outputs['VpcId'] ?? '';
    const subnets = (await context.aws.vpc.subnets(vpc)).slice(0, 1).map((subnet) => subnet.id);
    await context.ledger.record({ kind: 'service', id: 'boyacky-cluster/boyacky-service' }, () => ecs.send(new CreateServiceCommand({ cluster: 'boyacky-cluster', serviceName: 'boyacky-service', taskDefinition: taskDefinition?.taskDefinitionArn, desiredCount: 0, launchType: 'FARGATE', networkConfiguration: { awsvpcConfiguration: { subnets } }, tags: ourTags })));
    let asked = 0;
    const aws = {
      ...context.aws,
      services: { ...context.aws.services, delete: () => ((asked += 1), Promise.reject(denied('ecs:DeleteService'))) },
      roles: { ...context.aws.roles, delete: (name: string) => (name === 'ecsTaskExecutionRole' ? Promise.reject(denied('iam:DeleteRole')) : context.aws.roles.delete(name)) },
    };
    const { lines } = await cleanUp({ ...context, aws });
    expect(asked).toBe(3);
    const line = (kind: string, id: string) => lines.filter((each) => each.kind === kind && each.id === id);
    expect(line('service', 'boyacky-cluster/boyacky-service')).toMatchObject([{ result: 'still-there', reason: { en: expect.stringContaining('AccessDeniedException') as string } }]);
    expect(line('cluster', 'boyacky-cluster')).toMatchObject([{ result: 'still-there', reason: { en: 'the service boyacky-service of this workshop still runs in it' } }]);
    expect(line('role', 'ecsTaskExecutionRole')).toMatchObject([{ result: 'still-there' }]);
    expect(lines.filter(({ result }) => result === 'gone').map(({ kind }) => kind)).toEqual(expect.arrayContaining(['repository', 'role', 'stack', 'table']));
    expect((await cleanUp(context)).left).toBe(0);
  });

  it('a stack that failed before is told that, and not why it failed before', async () => {
    await solveSteps(context, ['foundation.create-stack', 'foundation.wait-stack']);
    const { stacks } = context.aws;
    const failing = { ...stacks, find: async (name: string) => ({ ...(await stacks.find(name)), status: 'DELETE_FAILED', statusReason: 'old' }) as never, delete: () => Promise.reject(denied('cloudformation:DeleteStack')) };
    const { lines } = await cleanUp({ ...context, aws: { ...context.aws, stacks: failing } });
    expect(lines.find(({ kind }) => kind === 'stack')?.reason?.en).toContain('AccessDeniedException');
    expect((await cleanUp(context)).left).toBe(0);
  });
});

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** Pushes over the registry's own protocol, as docker does. */
async function pusherTo(repository: string) {
  const { username, password } = await context.aws.repositories.login();
  const url = `${sandbox.clientConfig.endpoint}/v2/${repository}`;
  const send = async (method: string, path: string, body: string, type: string): Promise<void> => {
    const response = await fetch(`${url}${path}`, { method, body, headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`, 'content-type': type } });
    if (response.status !== 201) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };
  const describe = (content: string, mediaType: string): Descriptor => ({ mediaType, digest: `sha256:${createHash('sha256').update(content).digest('hex')}`, size: Buffer.byteLength(content) });
  return {
    blob: async (content: string, mediaType: string) => {
      const descriptor = describe(content, mediaType);
      await send('POST', `/blobs/uploads/?digest=${descriptor.digest}`, content, 'application/octet-stream');
      return descriptor;
    },
    manifest: async (tag: string | undefined, document: { readonly mediaType: string; readonly [member: string]: unknown }) => {
      const content = JSON.stringify({ schemaVersion: 2, ...document });
      const descriptor = describe(content, document.mediaType);
      await send('PUT', `/manifests/${tag ?? descriptor.digest}`, content, document.mediaType);
      return descriptor;
    },
  };
}
