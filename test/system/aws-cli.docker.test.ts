import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { credentialSource, onlyThisSource } from '../../src/cli/credential-source.js';
import { makeTempDir } from '../support/temp-dir.js';
import { createAwsCli, type AwsCli } from './docker-support/aws-cli.js';
import { docker, containersWith, requireEngine } from './docker-support/engine.js';
import { waitFor } from './docker-support/wait-for.js';
import { makeWorkshopFolder, type WorkshopFolder } from './workshop-folder.js';

describe('the AWS CLI, a client that is not ours', { timeout: 600_000 }, () => {
  beforeAll(requireEngine);

  it('makes, describes and deletes things of every service', async () => {
    const { folder, aws } = await startWithCli();
    await useSts(aws);
    await useIam(aws);
    await useEc2(aws);
    await useLoadBalancing(aws);
    await useLogs(aws);
    await useDynamodb(aws);
    await useCloudformation(aws, folder);
    await useTagging(aws);
  });

  it('logs docker in, pushes, and runs what was pushed as a service of ECS', async () => {
    const { folder, aws } = await startWithCli();
    const image = await useEcr(aws, folder);
    await useEcs(aws, image);
    await aws.json('ecr', 'batch-delete-image', '--repository-name', 'cli/tiny', '--image-ids', 'imageTag=1');
    expect(await aws.json('ecr', 'describe-images', '--repository-name', 'cli/tiny')).toEqual({ imageDetails: [] });
    await aws.json('ecr', 'delete-repository', '--repository-name', 'cli/tiny');
    await expectError(aws, ['ecr', 'describe-repositories', '--repository-names', 'cli/tiny'], 'RepositoryNotFoundException', 'DescribeRepositories');
  });

  it('shows errors as it shows those of AWS', async () => {
    const { aws } = await startWithCli();
    const missing = await aws.raw('ecs', 'describe-services', '--cluster', 'nowhere', '--services', 'nothing');
    expect(missing).toMatchObject({ exitCode: 254, stdout: '' });
    expect(missing.stderr.trim()).toBe('An error occurred (ClusterNotFoundException) when calling the DescribeServices operation: Cluster not found.');
    await expectError(aws, ['iam', 'get-role', '--role-name', 'nobody'], 'NoSuchEntity', 'GetRole');
    await expectError(aws, ['ec2', 'describe-vpcs', '--vpc-ids', 'vpc-00000000000000000'], 'InvalidVpcID.NotFound', 'DescribeVpcs');
    await expectError(aws, ['cloudformation', 'describe-stacks', '--stack-name', 'nothing'], 'ValidationError', 'DescribeStacks');
    await expectError(aws, ['dynamodb', 'describe-table', '--table-name', 'nothing'], 'ResourceNotFoundException', 'DescribeTable');
    await expectError(aws, ['elbv2', 'describe-load-balancers', '--names', 'nothing'], 'LoadBalancerNotFound', 'DescribeLoadBalancers');
    await expectError(aws, ['logs', 'get-log-events', '--log-group-name', 'nothing', '--log-stream-name', 'x'], 'ResourceNotFoundException', 'GetLogEvents');
  });
});

describe('the order in which the AWS CLI takes credentials is ours', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT00001', AWS_SECRET_ACCESS_KEY: 'x' };
  const ends = { a: 'AKIAPROFILE00000AAAA', b: 'AKIAPROFILE00000BBBB', keys: keys.AWS_ACCESS_KEY_ID } as const;

  it.each([
    ['a', { ...keys, AWS_PROFILE: 'b' }],
    [undefined, { ...keys, AWS_PROFILE: 'a' }],
    [undefined, { AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'b' }],
    [undefined, { AWS_DEFAULT_PROFILE: 'b' }],
  ])('--profile %s, with %j', async (named, env) => {
    const home = makeTempDir();
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'config'), `[profile a]\naws_access_key_id=${ends.a}\naws_secret_access_key=x\n[profile b]\naws_access_key_id=${ends.b}\naws_secret_access_key=x\n`);
    const { profile, credentials } = credentialSource(named, env);
    const ours = credentials?.accessKeyId ?? ends[profile as 'a' | 'b'];
    const list = async (args: readonly string[], variables: Record<string, string | undefined>) => {
      const known = Object.entries({ PATH: process.env.PATH, HOME: home, ...variables }).filter(([, value]) => value !== undefined) as [string, string][];
      return (await execa(process.env.BOYACKY_TEST_AWS_CLI ?? 'aws', ['configure', 'list', ...args], { env: Object.fromEntries(known), extendEnv: false })).stdout;
    };
    const taken = new RegExp(`access_key\\s+\\*+${ours.slice(-4)}`);
    expect(await list(named === undefined ? [] : ['--profile', named], env)).toMatch(taken);
    // In the learner's shell nobody types --profile.
    expect(await list([], { ...env, ...onlyThisSource(credentialSource(named, env)) })).toMatch(taken);
  });
});

async function startWithCli(): Promise<{ folder: WorkshopFolder; aws: AwsCli }> {
  const folder = makeWorkshopFolder();
  const started = await folder.run(['sandbox', 'start', '--engine', 'docker']);
  expect(started.exitCode, started.stderr).toBe(0);
  return { folder, aws: createAwsCli(folder) };
}

async function expectError(aws: AwsCli, args: readonly string[], code: string, operation: string): Promise<void> {
  const { exitCode, stderr } = await aws.raw(...args);
  expect(stderr).toContain(`An error occurred (${code}) when calling the ${operation} operation: `);
  expect(exitCode).toBe(254);
}

async function useSts(aws: AwsCli): Promise<void> {
  const caller = await aws.json<{ Account: string; Arn: string }>('sts', 'get-caller-identity');
  expect(caller.Account).toBe('123456789012');
  expect(caller.Arn).toMatch(/^arn:aws:iam::123456789012:user\//);
}

async function useIam(aws: AwsCli): Promise<void> {
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }] });
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] });
  await aws.json('iam', 'create-role', '--role-name', 'cli-role', '--assume-role-policy-document', trust, '--tags', 'Key=by,Value=cli');
  await aws.json('iam', 'put-role-policy', '--role-name', 'cli-role', '--policy-name', 'read', '--policy-document', policy);
  await aws.json('iam', 'attach-role-policy', '--role-name', 'cli-role', '--policy-arn', 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy');
  const { Role } = await aws.json<{ Role: { Arn: string; AssumeRolePolicyDocument: unknown; Tags: unknown } }>('iam', 'get-role', '--role-name', 'cli-role');
  expect(Role.AssumeRolePolicyDocument).toEqual(JSON.parse(trust));
  expect(Role.Tags).toEqual([{ Key: 'by', Value: 'cli' }]);
  expect(await aws.json('iam', 'list-role-policies', '--role-name', 'cli-role')).toMatchObject({ PolicyNames: ['read'] });
  expect(await aws.json('iam', 'get-role-policy', '--role-name', 'cli-role', '--policy-name', 'read')).toMatchObject({ PolicyDocument: JSON.parse(policy) as object });
  await expectError(aws, ['iam', 'delete-role', '--role-name', 'cli-role'], 'DeleteConflict', 'DeleteRole');
  await aws.json('iam', 'detach-role-policy', '--role-name', 'cli-role', '--policy-arn', 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy');
  await aws.json('iam', 'delete-role-policy', '--role-name', 'cli-role', '--policy-name', 'read');
  await aws.json('iam', 'delete-role', '--role-name', 'cli-role');
  await expectError(aws, ['iam', 'get-role', '--role-name', 'cli-role'], 'NoSuchEntity', 'GetRole');
}

interface Network {
  readonly vpc: string;
  readonly subnets: readonly string[];
  readonly group: string;
}

async function makeNetwork(aws: AwsCli): Promise<Network> {
  const { Vpc } = await aws.json<{ Vpc: { VpcId: string } }>('ec2', 'create-vpc', '--cidr-block', '10.9.0.0/16', '--tag-specifications', 'ResourceType=vpc,Tags=[{Key=Name,Value=cli}]');
  const vpc = Vpc.VpcId;
  const subnets: string[] = [];
  for (const [index, zone] of ['a', 'c'].entries()) {
    const args = ['--vpc-id', vpc, '--cidr-block', `10.9.${index}.0/24`, '--availability-zone', `ap-northeast-1${zone}`];
    subnets.push((await aws.json<{ Subnet: { SubnetId: string } }>('ec2', 'create-subnet', ...args)).Subnet.SubnetId);
  }
  const { GroupId: group } = await aws.json<{ GroupId: string }>('ec2', 'create-security-group', '--group-name', 'cli-group', '--description', 'made by the CLI', '--vpc-id', vpc);
  await aws.json('ec2', 'authorize-security-group-ingress', '--group-id', group, '--protocol', 'tcp', '--port', '80', '--cidr', '0.0.0.0/0');
  return { vpc, subnets, group };
}

async function deleteNetwork(aws: AwsCli, { vpc, subnets, group }: Network): Promise<void> {
  await aws.json('ec2', 'delete-security-group', '--group-id', group);
  for (const subnet of subnets) await aws.json('ec2', 'delete-subnet', '--subnet-id', subnet);
  await aws.json('ec2', 'delete-vpc', '--vpc-id', vpc);
  await expectError(aws, ['ec2', 'describe-vpcs', '--vpc-ids', vpc], 'InvalidVpcID.NotFound', 'DescribeVpcs');
}

async function useEc2(aws: AwsCli): Promise<void> {
  const network = await makeNetwork(aws);
  expect(await aws.json('ec2', 'describe-vpcs', '--filters', 'Name=tag:Name,Values=cli')).toMatchObject({ Vpcs: [{ VpcId: network.vpc, CidrBlock: '10.9.0.0/16' }] });
  const { Subnets } = await aws.json<{ Subnets: { SubnetId: string }[] }>('ec2', 'describe-subnets', '--filters', `Name=vpc-id,Values=${network.vpc}`);
  expect(Subnets.map(({ SubnetId }) => SubnetId).sort()).toEqual([...network.subnets].sort());
  expect(await aws.json('ec2', 'describe-security-groups', '--group-ids', network.group)).toMatchObject({
    SecurityGroups: [{ GroupName: 'cli-group', IpPermissions: [{ FromPort: 80, ToPort: 80, IpProtocol: 'tcp', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }],
  });
  await expectError(aws, ['ec2', 'delete-vpc', '--vpc-id', network.vpc], 'DependencyViolation', 'DeleteVpc');
  await deleteNetwork(aws, network);
}

async function useLoadBalancing(aws: AwsCli): Promise<void> {
  const network = await makeNetwork(aws);
  const { InternetGateway } = await aws.json<{ InternetGateway: { InternetGatewayId: string } }>('ec2', 'create-internet-gateway');
  const gateway = InternetGateway.InternetGatewayId;
  await aws.json('ec2', 'attach-internet-gateway', '--internet-gateway-id', gateway, '--vpc-id', network.vpc);
  const made = await aws.json<{ LoadBalancers: { LoadBalancerArn: string }[] }>('elbv2', 'create-load-balancer', '--name', 'cli-alb', '--subnets', ...network.subnets, '--security-groups', network.group);
  const balancer = made.LoadBalancers[0]?.LoadBalancerArn ?? '';
  await aws.json('elbv2', 'wait', 'load-balancer-available', '--load-balancer-arns', balancer);
  const group = await aws.json<{ TargetGroups: { TargetGroupArn: string }[] }>('elbv2', 'create-target-group', '--name', 'cli-targets', '--protocol', 'HTTP', '--port', '8080', '--target-type', 'ip', '--vpc-id', network.vpc);
  const targets = group.TargetGroups[0]?.TargetGroupArn ?? '';
  const { Listeners } = await aws.json<{ Listeners: { ListenerArn: string }[] }>('elbv2', 'create-listener', '--load-balancer-arn', balancer, '--protocol', 'HTTP', '--port', '80', '--default-actions', `Type=forward,TargetGroupArn=${targets}`);
  const listener = Listeners[0]?.ListenerArn ?? '';
  expect(await aws.json('elbv2', 'describe-listeners', '--load-balancer-arn', balancer)).toMatchObject({ Listeners: [{ ListenerArn: listener, Port: 80, DefaultActions: [{ Type: 'forward', TargetGroupArn: targets }] }] });
  await expectError(aws, ['elbv2', 'delete-target-group', '--target-group-arn', targets], 'ResourceInUse', 'DeleteTargetGroup');
  await aws.json('elbv2', 'delete-listener', '--listener-arn', listener);
  await aws.json('elbv2', 'delete-target-group', '--target-group-arn', targets);
  await aws.json('elbv2', 'delete-load-balancer', '--load-balancer-arn', balancer);
  await aws.json('elbv2', 'wait', 'load-balancers-deleted', '--load-balancer-arns', balancer);
  await aws.json('ec2', 'detach-internet-gateway', '--internet-gateway-id', gateway, '--vpc-id', network.vpc);
  await aws.json('ec2', 'delete-internet-gateway', '--internet-gateway-id', gateway);
  await waitFor('the load balancer has let go of its group', async () => (await aws.raw('ec2', 'delete-security-group', '--group-id', network.group)).exitCode === 0);
  for (const subnet of network.subnets) await aws.json('ec2', 'delete-subnet', '--subnet-id', subnet);
  await aws.json('ec2', 'delete-vpc', '--vpc-id', network.vpc);
}

async function useLogs(aws: AwsCli): Promise<void> {
  const names = ['--log-group-name', '/cli/group', '--log-stream-name', 'stream'];
  await aws.json('logs', 'create-log-group', '--log-group-name', '/cli/group');
  await aws.json('logs', 'create-log-stream', ...names);
  await aws.json('logs', 'put-retention-policy', '--log-group-name', '/cli/group', '--retention-in-days', '7');
  await aws.json('logs', 'put-log-events', ...names, '--log-events', JSON.stringify([{ timestamp: Date.now(), message: 'お茶 and toast' }]));
  expect(await aws.json('logs', 'get-log-events', ...names)).toMatchObject({ events: [{ message: 'お茶 and toast' }] });
  expect(await aws.json('logs', 'filter-log-events', '--log-group-name', '/cli/group', '--filter-pattern', 'toast')).toMatchObject({ events: [{ logStreamName: 'stream' }] });
  expect(await aws.json('logs', 'describe-log-groups', '--log-group-name-prefix', '/cli')).toMatchObject({ logGroups: [{ logGroupName: '/cli/group', retentionInDays: 7 }] });
  await aws.json('logs', 'delete-log-group', '--log-group-name', '/cli/group');
  expect(await aws.json('logs', 'describe-log-groups', '--log-group-name-prefix', '/cli')).toEqual({ logGroups: [] });
}

async function useDynamodb(aws: AwsCli): Promise<void> {
  const table = ['--table-name', 'cli-table'];
  await aws.json('dynamodb', 'create-table', ...table, '--billing-mode', 'PAY_PER_REQUEST', '--attribute-definitions', 'AttributeName=id,AttributeType=S', '--key-schema', 'AttributeName=id,KeyType=HASH');
  await aws.json('dynamodb', 'wait', 'table-exists', ...table);
  const item = { id: { S: 'one' }, text: { S: '月曜の朝から会議' } };
  await aws.json('dynamodb', 'put-item', ...table, '--item', JSON.stringify(item));
  const query = ['--key-condition-expression', 'id = :id', '--expression-attribute-values', JSON.stringify({ ':id': { S: 'one' } })];
  expect(await aws.json('dynamodb', 'query', ...table, ...query)).toMatchObject({ Items: [item], Count: 1 });
  await aws.json('dynamodb', 'delete-item', ...table, '--key', JSON.stringify({ id: item.id }));
  expect(await aws.json('dynamodb', 'scan', ...table)).toMatchObject({ Count: 0 });
  await aws.json('dynamodb', 'delete-table', ...table);
  await aws.json('dynamodb', 'wait', 'table-not-exists', ...table);
}

const template = (retention: number) => `
Parameters:
  Name: { Type: String, Default: /cli/stack }
Resources:
  Group:
    Type: AWS::Logs::LogGroup
    Properties: { LogGroupName: !Sub '\${Name}/\${AWS::Region}', RetentionInDays: ${retention} }
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.8.0.0/16 }
Outputs:
  Group: { Value: !Ref Group }
`;

async function useCloudformation(aws: AwsCli, { cwd }: WorkshopFolder): Promise<void> {
  const file = join(cwd, 'stack.yaml');
  writeFileSync(file, template(7));
  await aws.json('cloudformation', 'validate-template', '--template-body', `file://${file}`);
  await aws.json('cloudformation', 'create-stack', '--stack-name', 'cli-stack', '--template-body', `file://${file}`, '--tags', 'Key=by,Value=cli');
  await aws.json('cloudformation', 'wait', 'stack-create-complete', '--stack-name', 'cli-stack');
  expect(await aws.json('cloudformation', 'describe-stacks', '--stack-name', 'cli-stack')).toMatchObject({
    Stacks: [{ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputKey: 'Group', OutputValue: '/cli/stack/ap-northeast-1' }] }],
  });
  const { StackEvents } = await aws.json<{ StackEvents: { ResourceStatus: string }[] }>('cloudformation', 'describe-stack-events', '--stack-name', 'cli-stack');
  expect(StackEvents.length).toBeGreaterThanOrEqual(6);

  // A change set by another name: what it changes, and nothing when nothing changes.
  writeFileSync(file, template(14));
  const deploy = ['cloudformation', 'deploy', '--stack-name', 'cli-stack', '--template-file', file];
  const deployed = await aws.raw(...deploy);
  expect(deployed.exitCode, deployed.stderr).toBe(0);
  expect(await aws.json('logs', 'describe-log-groups', '--log-group-name-prefix', '/cli/stack')).toMatchObject({ logGroups: [{ retentionInDays: 14 }] });
  const again = await aws.raw(...deploy);
  expect(`${again.stdout}${again.stderr}`).toContain('No changes to deploy. Stack cli-stack is up to date');

  await aws.json('cloudformation', 'delete-stack', '--stack-name', 'cli-stack');
  await aws.json('cloudformation', 'wait', 'stack-delete-complete', '--stack-name', 'cli-stack');
  await expectError(aws, ['cloudformation', 'describe-stacks', '--stack-name', 'cli-stack'], 'ValidationError', 'DescribeStacks');
  expect(await aws.json('logs', 'describe-log-groups', '--log-group-name-prefix', '/cli/stack')).toEqual({ logGroups: [] });
}

async function useTagging(aws: AwsCli): Promise<void> {
  await aws.json('ecs', 'create-cluster', '--cluster-name', 'tagged', '--tags', 'key=by,value=cli');
  await aws.json('ecr', 'create-repository', '--repository-name', 'tagged', '--tags', 'Key=by,Value=cli');
  const { ResourceTagMappingList } = await aws.json<{ ResourceTagMappingList: { ResourceARN: string }[] }>('resourcegroupstaggingapi', 'get-resources', '--tag-filters', 'Key=by,Values=cli');
  expect(ResourceTagMappingList.map(({ ResourceARN }) => ResourceARN.split(':').at(-1)).sort()).toEqual(['cluster/tagged', 'repository/tagged']);
  await aws.json('ecr', 'delete-repository', '--repository-name', 'tagged');
  await aws.json('ecs', 'delete-cluster', '--cluster', 'tagged');
}

/** Pushes an image of one small file; answers its URI. */
async function useEcr(aws: AwsCli, folder: WorkshopFolder): Promise<string> {
  const { repository } = await aws.json<{ repository: { repositoryUri: string } }>('ecr', 'create-repository', '--repository-name', 'cli/tiny', '--image-tag-mutability', 'IMMUTABLE', '--image-scanning-configuration', 'scanOnPush=true');
  const image = `${repository.repositoryUri}:1`;
  const registry = repository.repositoryUri.split('/')[0] ?? '';
  writeFileSync(join(folder.cwd, 'tea.txt'), 'お茶');
  await execa('tar', ['-cf', 'tiny.tar', 'tea.txt'], { cwd: folder.cwd });
  const imported = (await docker(['image', 'import', join(folder.cwd, 'tiny.tar'), image])).trim();
  onTestFinished(async () => void (await docker(['image', 'rm', '--force', imported]).catch(() => undefined)));

  const refused = await execa('docker', ['push', image], { env: { HOME: folder.home }, reject: false });
  expect(refused.stderr).toContain('no basic auth credentials');
  await aws.dockerLogin(registry);
  await docker(['push', image], { env: { HOME: folder.home } });
  await docker(['logout', registry], { env: { HOME: folder.home } });

  const { imageDetails } = await aws.json<{ imageDetails: { imageDigest: string; imageTags: string[]; imageSizeInBytes: number }[] }>('ecr', 'describe-images', '--repository-name', 'cli/tiny');
  expect(imageDetails).toHaveLength(1);
  expect(imageDetails[0]).toMatchObject({ imageTags: ['1'], imageDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string });
  await aws.json('ecr', 'wait', 'image-scan-complete', '--repository-name', 'cli/tiny', '--image-id', 'imageTag=1');
  return image;
}

async function useEcs(aws: AwsCli, emptyImage: string): Promise<void> {
  const network = await makeNetwork(aws);
  await aws.json('iam', 'create-service-linked-role', '--aws-service-name', 'ecs.amazonaws.com');
  await aws.json('ecs', 'create-cluster', '--cluster-name', 'cli');
  const containers = (image: string, version: string) => JSON.stringify([{ name: 'web', image, essential: true, command: ['node', '-e', `setInterval(() => {}, 1000); process.on("SIGTERM", () => process.exit(0)) // ${version}`] }]);
  const fargate = ['--requires-compatibilities', 'FARGATE', '--network-mode', 'awsvpc', '--cpu', '256', '--memory', '512'];
  for (const version of ['1', '2']) await aws.json('ecs', 'register-task-definition', '--family', 'cli', ...fargate, '--container-definitions', containers('node:24-alpine', version));
  await expectError(aws, ['ecs', 'register-task-definition', '--family', 'cli', '--requires-compatibilities', 'FARGATE', '--network-mode', 'awsvpc', '--cpu', '256', '--memory', '513', '--container-definitions', containers(emptyImage, 'x')], 'ClientException', 'RegisterTaskDefinition');

  const vpc = `awsvpcConfiguration={subnets=[${network.subnets.join(',')}],securityGroups=[${network.group}],assignPublicIp=DISABLED}`;
  await aws.json('ecs', 'create-service', '--cluster', 'cli', '--service-name', 'cli', '--task-definition', 'cli:1', '--desired-count', '1', '--launch-type', 'FARGATE', '--network-configuration', vpc);
  await aws.json('ecs', 'wait', 'services-stable', '--cluster', 'cli', '--services', 'cli');
  const first = await onlyTask(aws);
  expect(await containersWith(`boyacky-lab.task=${first.taskArn.split('/').at(-1) ?? ''}`)).toMatchObject([{ State: { Status: 'running' } }]);

  await aws.json('ecs', 'update-service', '--cluster', 'cli', '--service', 'cli', '--task-definition', 'cli:2', '--force-new-deployment');
  await aws.json('ecs', 'wait', 'services-stable', '--cluster', 'cli', '--services', 'cli');
  const second = await onlyTask(aws);
  expect(second.taskDefinitionArn).toMatch(/:task-definition\/cli:2$/);
  expect(await containersWith(`boyacky-lab.task=${first.taskArn.split('/').at(-1) ?? ''}`)).toEqual([]);

  await expectError(aws, ['ecs', 'delete-cluster', '--cluster', 'cli'], 'ClusterContainsServicesException', 'DeleteCluster');
  await aws.json('ecs', 'delete-service', '--cluster', 'cli', '--service', 'cli', '--force');
  await aws.json('ecs', 'wait', 'services-inactive', '--cluster', 'cli', '--services', 'cli');
  await waitFor('no task', async () => (await aws.json<{ taskArns: string[] }>('ecs', 'list-tasks', '--cluster', 'cli')).taskArns.length === 0);
  await aws.json('ecs', 'delete-cluster', '--cluster', 'cli');
  for (const revision of ['cli:1', 'cli:2']) await aws.json('ecs', 'deregister-task-definition', '--task-definition', revision);
  // Deleting them is younger than Debian's CLI.
  expect(await aws.json('ecs', 'describe-task-definition', '--task-definition', 'cli:2')).toMatchObject({ taskDefinition: { status: 'INACTIVE' } });
  await waitFor('the network is free', async () => (await aws.json<{ NetworkInterfaces: unknown[] }>('ec2', 'describe-network-interfaces')).NetworkInterfaces.length === 0);
  await deleteNetwork(aws, network);
}

async function onlyTask(aws: AwsCli): Promise<{ taskArn: string; taskDefinitionArn: string }> {
  const { taskArns } = await aws.json<{ taskArns: string[] }>('ecs', 'list-tasks', '--cluster', 'cli', '--service-name', 'cli');
  expect(taskArns).toHaveLength(1);
  const { tasks } = await aws.json<{ tasks: { taskArn: string; taskDefinitionArn: string; lastStatus: string }[] }>('ecs', 'describe-tasks', '--cluster', 'cli', '--tasks', ...taskArns);
  expect(tasks).toMatchObject([{ lastStatus: 'RUNNING' }]);
  return tasks[0] ?? { taskArn: '', taskDefinitionArn: '' };
}
