import { readFileSync } from 'node:fs';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeNetworkInterfacesCommand, DescribeSecurityGroupsCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../harness.js';

const template = readFileSync(new URL('../../../templates/boyacky.yaml', import.meta.url), 'utf8');
const fast = { maxWaitTime: 60, minDelay: 1, maxDelay: 1 };

describe("the workshop's own stack", () => {
  let sandbox: TestSandbox;
  let cloudformation: CloudFormationClient;

  beforeAll(async () => {
    sandbox = await startTestSandbox({ services: ['sts', 'iam', 'ec2', 'logs', 'dynamodb', 'elbv2', 'cloudformation'] });
    cloudformation = new CloudFormationClient(sandbox.clientConfig);
  });
  afterAll(() => sandbox.stop());

  it('is made, is described, is deleted, and leaves only the table', { timeout: 90_000 }, async () => {
    await cloudformation.send(
      new CreateStackCommand({ StackName: 'boyacky-stack', TemplateBody: template, Tags: [{ Key: 'boyacky-lab:owner', Value: 'learner' }] }),
    );
    await waitUntilStackCreateComplete({ client: cloudformation, ...fast }, { StackName: 'boyacky-stack' });

    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: 'boyacky-stack' }));
    const outputs: Record<string, string | undefined> = Object.fromEntries(
      (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]),
    );
    expect(outputs.VpcId).toMatch(/^vpc-0[0-9a-f]{16}$/);
    expect(outputs.AlbUrl).toMatch(/^http:\/\/.+/);

    const { StackResources = [] } = await cloudformation.send(new DescribeStackResourcesCommand({ StackName: 'boyacky-stack' }));
    expect(new Set(StackResources.map(({ ResourceStatus }) => ResourceStatus))).toEqual(new Set(['CREATE_COMPLETE']));
    expect(StackResources.length).toBeGreaterThanOrEqual(22);

    const { StackEvents = [] } = await cloudformation.send(new DescribeStackEventsCommand({ StackName: 'boyacky-stack' }));
    expect(StackEvents.at(-1)).toMatchObject({ ResourceStatus: 'CREATE_IN_PROGRESS', ResourceStatusReason: 'User Initiated' });
    expect(StackEvents[0]).toMatchObject({ LogicalResourceId: 'boyacky-stack', ResourceStatus: 'CREATE_COMPLETE' });

    const ec2 = new EC2Client(sandbox.clientConfig);
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'tag:aws:cloudformation:stack-name', Values: ['boyacky-stack'] }] }));
    expect(Vpcs?.map(({ VpcId }) => VpcId)).toEqual([outputs.VpcId]);
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [outputs.WebSecurityGroupId ?? ''] }));
    expect(SecurityGroups?.[0]?.IpPermissions?.[0]).toMatchObject({
      FromPort: 8080,
      UserIdGroupPairs: [{ GroupId: outputs.AlbSecurityGroupId }],
    });
    const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
    expect(NetworkInterfaces?.filter(({ InterfaceType }) => String(InterfaceType) === 'vpc_endpoint')).toHaveLength(6);

    await cloudformation.send(new DeleteStackCommand({ StackName: 'boyacky-stack' }));
    await waitUntilStackDeleteComplete({ client: cloudformation, ...fast }, { StackName: 'boyacky-stack' });

    expect((await ec2.send(new DescribeVpcsCommand({}))).Vpcs).toEqual([]);
    expect((await ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces).toEqual([]);
    expect((await new ElasticLoadBalancingV2Client(sandbox.clientConfig).send(new DescribeLoadBalancersCommand({}))).LoadBalancers).toEqual([]);
    const { Table } = await new DynamoDBClient(sandbox.clientConfig).send(new DescribeTableCommand({ TableName: 'boyacky' }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    const byId = await cloudformation.send(new DescribeStackResourcesCommand({ StackName: Stacks?.[0]?.StackId }));
    expect(byId.StackResources?.find(({ LogicalResourceId }) => LogicalResourceId === 'Table')?.ResourceStatus).toBe('DELETE_SKIPPED');
  });
});
