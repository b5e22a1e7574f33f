import { CreateVpcCommand, DeleteSubnetCommand, DescribeNetworkInterfacesCommand, CreateSubnetCommand } from '@aws-sdk/client-ec2';
import {
  AddTagsCommand,
  CreateLoadBalancerCommand,
  DeleteLoadBalancerCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ModifyLoadBalancerAttributesCommand,
  RemoveTagsCommand,
  SetSecurityGroupsCommand,
  SetSubnetsCommand,
  paginateDescribeLoadBalancers,
  waitUntilLoadBalancerAvailable,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { createAlb, startSite } from './setup.js';

test('the first load balancer brings the role of its service, and the role stays when it goes', async () => {
  const site = await startSite({ services: ['ec2', 'elbv2', 'iam'] });
  const iam = new IAMClient(site.clientConfig);
  const role = () => iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForElasticLoadBalancing' }));
  await expect(role()).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  const arn = await createAlb(site);
  await site.elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
  expect((await role()).Role?.Path).toBe('/aws-service-role/elasticloadbalancing.amazonaws.com/');
});

test('a load balancer is provisioning, then active, and stands in its subnets', async () => {
  const site = await startSite();
  const { elbv2, ec2, subnetIds, groupId, vpcId } = site;
  const { LoadBalancers } = await elbv2.send(
    new CreateLoadBalancerCommand({ Name: 'boyacky-alb', Subnets: subnetIds.slice(0, 2), SecurityGroups: [groupId], Tags: [{ Key: 'a', Value: 'b' }] }),
  );
  const [created] = LoadBalancers ?? [];
  expect(created).toMatchObject({
    LoadBalancerName: 'boyacky-alb',
    Scheme: 'internet-facing',
    Type: 'application',
    IpAddressType: 'ipv4',
    VpcId: vpcId,
    CanonicalHostedZoneId: 'Z14GRHDCWA56QT',
    State: { Code: 'provisioning' },
    SecurityGroups: [groupId],
    AvailabilityZones: [
      { ZoneName: 'ap-northeast-1a', SubnetId: subnetIds[0] },
      { ZoneName: 'ap-northeast-1c', SubnetId: subnetIds[1] },
    ],
  });
  expect(created?.LoadBalancerArn).toMatch(/^arn:aws:elasticloadbalancing:ap-northeast-1:\d{12}:loadbalancer\/app\/boyacky-alb\/[0-9a-f]{16}$/);
  expect(created?.DNSName).toMatch(/^boyacky-alb-\d+\.ap-northeast-1\.elb\.amazonaws\.com$/);
  await waitUntilLoadBalancerAvailable({ client: elbv2, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { Names: ['boyacky-alb'] });

  const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
  expect(NetworkInterfaces?.map(({ SubnetId, RequesterManaged, Description }) => [SubnetId, RequesterManaged, Description?.startsWith('ELB app/boyacky-alb/')])).toEqual([
    [subnetIds[0], true, true],
    [subnetIds[1], true, true],
  ]);
  await expect(ec2.send(new DeleteSubnetCommand({ SubnetId: subnetIds[0] }))).rejects.toMatchObject({ name: 'DependencyViolation' });
  await elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: created?.LoadBalancerArn }));
  await ec2.send(new DeleteSubnetCommand({ SubnetId: subnetIds[0] }));
});

test('created twice: the same again, or refused when the settings differ', async () => {
  const site = await startSite();
  const arn = await createAlb(site);
  expect(await createAlb(site)).toBe(arn);
  const both = await Promise.allSettled([createAlb(site, { Name: 'twin' }), createAlb(site, { Name: 'twin', Scheme: 'internal' })]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await expect(createAlb(site, { Scheme: 'internal' })).rejects.toMatchObject({
    name: 'DuplicateLoadBalancerNameException',
    message: "A load balancer with the same name 'boyacky-alb' exists, but with different settings",
  });
});

test('what AWS refuses is refused', async () => {
  const site = await startSite();
  const { ec2, subnetIds } = site;
  const refused = (change: Parameters<typeof createAlb>[1]) => expect(createAlb(site, change)).rejects;
  const zones = 'At least two subnets in two different Availability Zones must be specified';
  await refused({ Subnets: [subnetIds[0]] }).toMatchObject({ name: 'ValidationError', message: zones });
  await refused({ Subnets: [] }).toMatchObject({ name: 'ValidationError', message: zones });
  await refused({ Subnets: [subnetIds[0], subnetIds[2]] }).toMatchObject({ name: 'InvalidConfigurationRequestException', message: /multiple subnets in the same Availability Zone/ });
  await refused({ Subnets: [subnetIds[0], 'subnet-00000000000000000'] }).toMatchObject({
    name: 'SubnetNotFoundException',
    message: "The subnet ID 'subnet-00000000000000000' does not exist",
  });
  await refused({ SecurityGroups: ['sg-00000000000000000'] }).toMatchObject({ name: 'InvalidConfigurationRequestException' });
  await refused({ Name: 'under_score' }).toMatchObject({ name: 'ValidationError', message: /alphanumeric characters and hyphens/ });
  await refused({ Name: 'x'.repeat(33) }).toMatchObject({ name: 'ValidationError', message: /cannot be longer than '32'/ });
  await refused({ Type: 'network' }).toMatchObject({ name: 'ValidationError', message: /does not support load balancers of type 'network'/ });

  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }));
  const lone = await Promise.all(
    ['a', 'c'].map(async (zone, index) => {
      const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, AvailabilityZone: `ap-northeast-1${zone}`, CidrBlock: `10.1.${index}.0/24` }));
      return Subnet?.SubnetId ?? '';
    }),
  );
  await refused({ Subnets: lone, SecurityGroups: [] }).toMatchObject({ name: 'InvalidSubnetException', message: `VPC ${Vpc?.VpcId} has no internet gateway` });
  expect(await createAlb(site, { Name: 'inside', Subnets: lone, SecurityGroups: [], Scheme: 'internal' })).toContain('/inside/');
});

test('describing: by name, by ARN, by page; unknown ones by name', async () => {
  const site = await startSite();
  const { elbv2 } = site;
  const arns = [await createAlb(site, { Name: 'one' }), await createAlb(site, { Name: 'two' }), await createAlb(site, { Name: 'three' })];
  const names: (string | undefined)[] = [];
  for await (const page of paginateDescribeLoadBalancers({ client: elbv2, pageSize: 2 }, {})) names.push(...(page.LoadBalancers ?? []).map((one) => one.LoadBalancerName));
  expect(names).toEqual(['one', 'two', 'three']);
  const { LoadBalancers } = await elbv2.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: arns.slice(1, 2) }));
  expect(LoadBalancers?.map((one) => one.LoadBalancerName)).toEqual(['two']);
  await expect(elbv2.send(new DescribeLoadBalancersCommand({ Names: ['one', 'X'] }))).rejects.toMatchObject({
    name: 'LoadBalancerNotFoundException',
    message: "Load balancers '[X]' not found",
  });
});

test('deleting: absent is fine, protected is not', async () => {
  const site = await startSite();
  const { elbv2 } = site;
  const LoadBalancerArn = await createAlb(site);
  const protect = (Value: string) => elbv2.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes: [{ Key: 'deletion_protection.enabled', Value }] }));
  await protect('true');
  await expect(elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }))).rejects.toMatchObject({
    name: 'OperationNotPermittedException',
    message: `Load balancer '${LoadBalancerArn}' cannot be deleted because deletion protection is enabled`,
  });
  await protect('false');
  await elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
  await elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
  await expect(elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: 'boyacky-alb' }))).rejects.toMatchObject({ message: "'boyacky-alb' is not a valid load balancer ARN" });
});

test('attributes have defaults, and what cannot be acted out is refused by name', async () => {
  const site = await startSite();
  const { elbv2 } = site;
  const LoadBalancerArn = await createAlb(site);
  const { Attributes } = await elbv2.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }));
  expect(Attributes).toContainEqual({ Key: 'idle_timeout.timeout_seconds', Value: '60' });
  const modify = (Key: string, Value: string) => elbv2.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes: [{ Key, Value }] }));
  await expect(modify('access_logs.s3.enabled', 'true')).rejects.toMatchObject({ name: 'ValidationError', message: /does not support .*access_logs/ });
  await expect(modify('no.such', 'true')).rejects.toMatchObject({ message: "Load balancer attribute key 'no.such' is not recognized" });
});

test('tags, subnets and groups can be changed', async () => {
  const site = await startSite();
  const { elbv2, ec2, subnetIds, sandbox } = site;
  const LoadBalancerArn = await createAlb(site, { Tags: [{ Key: 'boyacky-lab:owner', Value: 'x' }, { Key: 'gone', Value: '1' }] });
  await elbv2.send(new AddTagsCommand({ ResourceArns: [LoadBalancerArn], Tags: [{ Key: 'new', Value: '' }] }));
  await elbv2.send(new RemoveTagsCommand({ ResourceArns: [LoadBalancerArn], TagKeys: ['gone'] }));
  const { TagDescriptions } = await elbv2.send(new DescribeTagsCommand({ ResourceArns: [LoadBalancerArn] }));
  expect(TagDescriptions).toEqual([{ ResourceArn: LoadBalancerArn, Tags: [{ Key: 'boyacky-lab:owner', Value: 'x' }, { Key: 'new', Value: '' }] }]);
  expect(await sandbox.context.taggedResources()).toContainEqual({ arn: LoadBalancerArn, tags: { 'boyacky-lab:owner': 'x', new: '' } });

  const { AvailabilityZones } = await elbv2.send(new SetSubnetsCommand({ LoadBalancerArn, Subnets: [subnetIds[1], subnetIds[2]] }));
  expect(AvailabilityZones?.map(({ SubnetId }) => SubnetId)).toEqual([subnetIds[1], subnetIds[2]]);
  await elbv2.send(new SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups: [site.groupId] }));
  const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
  expect(NetworkInterfaces?.map(({ SubnetId }) => SubnetId)).toEqual([subnetIds[1], subnetIds[2]]);
});
