import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeNetworkInterfacesCommand, DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVpcEndpointsCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../harness.js';

const template = `
Resources:
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true } }
  SubnetA: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !GetAZs ''] } }
  SubnetB: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [1, !GetAZs ''] } }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: g, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }] }
  Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: /ecs/boyacky } }
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      VpcId: !Ref Vpc
      ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.logs'
      PrivateDnsEnabled: true
      SubnetIds: [!Ref SubnetA, !Ref SubnetB]
      SecurityGroupIds: [!GetAtt Group.GroupId]
`;

const journal = 'journal.jsonl';
let folder: string;
const started: TestSandbox[] = [];
const start = async (stateDir: string) => {
  const sandbox = await startTestSandbox({ services: ['ec2', 'logs', 'cloudformation'], stateDir });
  started.push(sandbox);
  return sandbox;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'));
});
afterEach(async () => {
  for (const sandbox of started.splice(0)) await sandbox.stop();
  rmSync(folder, { recursive: true });
});

/**
 * State is a journal of lines that are written one by one: its first n lines are what kill -9 leaves behind. Cut just
 * before "this resource is vpc-…" is written down, and a resource exists that nobody remembers.
 */
it('finishes a stack after kill -9 at any moment, with nothing made twice and nothing lost', { timeout: 120_000 }, async () => {
  const state = join(folder, 'state');
  const first = await start(state);
  const status = async ({ clientConfig }: TestSandbox) =>
    (await new CloudFormationClient(clientConfig).send(new DescribeStacksCommand({ StackName: 's' }))).Stacks?.[0]?.StackStatus;
  await new CloudFormationClient(first.clientConfig).send(new CreateStackCommand({ StackName: 's', TemplateBody: template }));
  // The journal is compacted when it is opened, so it is read before anything else opens it.
  await vi.waitUntil(async () => (await status(first)) === 'CREATE_COMPLETE', { timeout: 30_000, interval: 20 });
  const lines = readFileSync(join(state, journal), 'utf8').split('\n');
  await first.stop();
  started.splice(0);

  const cuts = lines.flatMap((line, index) => (line.includes('"Resource creation Initiated"') && line.includes('"cloudformation.resources"') ? [index] : []));
  expect(cuts).toHaveLength(6);
  for (const cut of [...cuts, (cuts[0] ?? 0) + 2, (cuts[3] ?? 0) + 2]) {
    const copy = join(folder, `copy-${cut}`);
    cpSync(state, copy, { recursive: true });
    writeFileSync(join(copy, journal), `${lines.slice(0, cut).join('\n')}\n`);
    const sandbox = await start(copy);
    await vi.waitUntil(async () => (await status(sandbox)) !== 'CREATE_IN_PROGRESS', { timeout: 30_000, interval: 20 });
    expect(await status(sandbox)).toBe('CREATE_COMPLETE');
    const ec2 = new EC2Client(sandbox.clientConfig);
    const counts = [
      (await ec2.send(new DescribeVpcsCommand({}))).Vpcs,
      (await ec2.send(new DescribeSubnetsCommand({}))).Subnets,
      (await ec2.send(new DescribeSecurityGroupsCommand({}))).SecurityGroups,
      (await ec2.send(new DescribeVpcEndpointsCommand({}))).VpcEndpoints,
      (await ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces,
    ].map((all) => all?.length);
    expect(counts, `cut at line ${cut}`).toEqual([1, 2, 2, 1, 2]);
    await sandbox.stop();
    started.splice(0);
  }
});
