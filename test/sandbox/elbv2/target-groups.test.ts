import {
  CreateTargetGroupCommand,
  DeleteTargetGroupCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
  RegisterTargetsCommand,
  type CreateTargetGroupCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { createAlb, createGroup, createHttpListener, startSite } from './setup.js';

test('a target group has AWS defaults, and is the same when created again', async () => {
  const { elbv2, vpcId } = await startSite();
  const create = (change: Partial<CreateTargetGroupCommandInput> = {}) =>
    elbv2.send(new CreateTargetGroupCommand({ Name: 'ecs-boyack-boyacky-service', Protocol: 'HTTP', Port: 80, VpcId: vpcId, TargetType: 'ip', ...change }));
  const { TargetGroups } = await create();
  expect(TargetGroups?.[0]).toMatchObject({
    TargetGroupName: 'ecs-boyack-boyacky-service',
    Protocol: 'HTTP',
    ProtocolVersion: 'HTTP1',
    Port: 80,
    VpcId: vpcId,
    TargetType: 'ip',
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: true,
    HealthCheckPath: '/',
    HealthCheckIntervalSeconds: 30,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 5,
    UnhealthyThresholdCount: 2,
    Matcher: { HttpCode: '200' },
    IpAddressType: 'ipv4',
  });
  expect(TargetGroups?.[0]?.TargetGroupArn).toMatch(/:targetgroup\/ecs-boyack-boyacky-service\/[0-9a-f]{16}$/);
  expect((await create()).TargetGroups?.[0]?.TargetGroupArn).toBe(TargetGroups?.[0]?.TargetGroupArn);
  await expect(create({ Port: 81 })).rejects.toMatchObject({
    name: 'DuplicateTargetGroupNameException',
    message: "A target group with the same name 'ecs-boyack-boyacky-service' exists, but with different settings",
  });
  await expect(create({ Name: 'x'.repeat(33) })).rejects.toMatchObject({ message: `Target group name '${'x'.repeat(33)}' cannot be longer than '32' characters` });
  await expect(create({ Name: 'x', Protocol: 'HTTPS' })).rejects.toMatchObject({ name: 'UnsupportedProtocolException', message: /HTTPS/ });
  await expect(create({ Name: 'x', TargetType: 'lambda' })).rejects.toMatchObject({ message: /target type 'lambda'/ });
  await expect(create({ Name: 'x', Port: 70_000 })).rejects.toMatchObject({ message: /'70000' at 'port'.*less than or equal to 65535/ });
  await expect(create({ Name: 'x', HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 5 })).rejects.toMatchObject({
    message: 'Health check interval must be greater than the timeout.',
  });
});

test('its settings and attributes can be changed', async () => {
  const site = await startSite();
  const { elbv2 } = site;
  const TargetGroupArn = await createGroup(site);
  const { TargetGroups } = await elbv2.send(new ModifyTargetGroupCommand({ TargetGroupArn, HealthCheckPath: '/health', Matcher: { HttpCode: '200-299' } }));
  expect(TargetGroups?.[0]).toMatchObject({ HealthCheckPath: '/health', Matcher: { HttpCode: '200-299' }, HealthyThresholdCount: 5 });
  const key = 'deregistration_delay.timeout_seconds';
  expect((await elbv2.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }))).Attributes).toContainEqual({ Key: key, Value: '300' });
  const modify = (Key: string, Value: string) => elbv2.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes: [{ Key, Value }] }));
  expect((await modify(key, '5')).Attributes).toContainEqual({ Key: key, Value: '5' });
  await expect(modify(key, '3601')).rejects.toMatchObject({ name: 'ValidationError' });
  await expect(modify('stickiness.enabled', 'true')).rejects.toMatchObject({ message: /does not support .*stickiness\.enabled/ });
  await expect(elbv2.send(new ModifyTargetGroupCommand({ TargetGroupArn, Matcher: { HttpCode: '99' } }))).rejects.toMatchObject({ name: 'ValidationError' });
});

test('one that a listener leads to knows its load balancer and cannot be deleted', async () => {
  const site = await startSite();
  const { elbv2 } = site;
  const TargetGroupArn = await createGroup(site);
  const loadBalancer = await createAlb(site);
  await createHttpListener(site, loadBalancer, TargetGroupArn);
  const { TargetGroups } = await elbv2.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: loadBalancer }));
  expect(TargetGroups?.[0]?.LoadBalancerArns).toEqual([loadBalancer]);
  await expect(elbv2.send(new DeleteTargetGroupCommand({ TargetGroupArn }))).rejects.toMatchObject({
    name: 'ResourceInUseException',
    message: `Target group '${TargetGroupArn}' is currently in use by a listener or a rule`,
  });
  const other = await createAlb(site, { Name: 'other' });
  await expect(createHttpListener(site, other, TargetGroupArn)).rejects.toMatchObject({ name: 'TargetGroupAssociationLimitException' });
  await expect(elbv2.send(new DescribeTargetGroupsCommand({ Names: ['nobody'] }))).rejects.toMatchObject({
    name: 'TargetGroupNotFoundException',
    message: 'One or more target groups not found',
  });
});

test('targets are known by their zone; those in a zone without a subnet are not used', async () => {
  const site = await startSite();
  const { elbv2, subnetIds } = site;
  const TargetGroupArn = await createGroup(site);
  const register = (...ids: string[]) => elbv2.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: ids.map((Id) => ({ Id })) }));
  await register('10.0.0.10', '10.0.1.10');
  const describe = async (Targets?: { Id: string }[]) => (await elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn, Targets }))).TargetHealthDescriptions;
  expect(await describe()).toMatchObject([
    { Target: { Id: '10.0.0.10', Port: 8080, AvailabilityZone: 'ap-northeast-1a' }, HealthCheckPort: '8080', TargetHealth: { State: 'unused', Reason: 'Target.NotInUse' } },
    { Target: { Id: '10.0.1.10', Port: 8080, AvailabilityZone: 'ap-northeast-1c' } },
  ]);
  expect(await describe([{ Id: '10.0.9.9' }])).toMatchObject([{ TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered' } }]);
  await expect(register('8.8.8.8')).rejects.toMatchObject({ name: 'InvalidTargetException' });
  await expect(register('i-0123456789abcdef0')).rejects.toMatchObject({ name: 'InvalidTargetException' });

  const { EC2Client, CreateSubnetCommand } = await import('@aws-sdk/client-ec2');
  await new EC2Client(site.clientConfig).send(new CreateSubnetCommand({ VpcId: site.vpcId, AvailabilityZone: 'ap-northeast-1d', CidrBlock: '10.0.3.0/24' }));
  await register('10.0.3.10');
  await createHttpListener(site, await createAlb(site, { Subnets: subnetIds.slice(0, 2) }), TargetGroupArn);
  expect(await describe([{ Id: '10.0.3.10' }])).toMatchObject([
    { TargetHealth: { State: 'unused', Reason: 'Target.NotInUse', Description: 'Target is in an Availability Zone that is not enabled for the load balancer' } },
  ]);
  expect(await describe([{ Id: '10.0.0.10' }])).toMatchObject([{ TargetHealth: { State: 'initial' } }]);
});
