import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteInternetGatewayCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
  DeleteVpcEndpointsCommand,
  DescribeAccountAttributesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTagsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  EC2Client,
  ModifyVpcAttributeCommand,
  paginateDescribeSubnets,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import type { CreateNetworkInterfaceCommandInput, CreateNetworkInterfaceCommandOutput } from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../harness.js';

let sandbox: TestSandbox;
let ec2: EC2Client;

beforeEach(async () => {
  sandbox = await startTestSandbox({ services: ['ec2'] });
  ec2 = new EC2Client(sandbox.clientConfig);
});
afterEach(() => sandbox.stop());

const makeVpc = async () => (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId ?? '';
const makeSubnet = async (VpcId: string, CidrBlock = '10.0.0.0/24', AvailabilityZone?: string) =>
  (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }))).Subnet?.SubnetId ?? '';
const makeGroup = async (VpcId: string, GroupName: string) =>
  (await ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName, Description: GroupName }))).GroupId ?? '';
const refused = (request: Promise<unknown>) =>
  request.then(
    () => 'nothing was refused',
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe('VPC', () => {
  it('comes with a main route table and a default group, and goes with them', async () => {
    const vpc = await makeVpc();
    expect(vpc).toMatch(/^vpc-0[0-9a-f]{16}$/);
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [vpc] }] }));
    expect(RouteTables).toMatchObject([{ Associations: [{ Main: true }], Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' }] }]);
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpc] }] }));
    expect(SecurityGroups).toMatchObject([{ GroupName: 'default', IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }]);
    await ec2.send(new DeleteVpcCommand({ VpcId: vpc }));
    expect((await ec2.send(new DescribeRouteTablesCommand({}))).RouteTables).toEqual([]);
    expect(await refused(ec2.send(new DescribeVpcsCommand({ VpcIds: [vpc] })))).toBe(`InvalidVpcID.NotFound: The vpc ID '${vpc}' does not exist`);
  });

  it('has DNS attributes', async () => {
    const VpcId = await makeVpc();
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
    const answer = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }));
    expect(answer.EnableDnsHostnames?.Value).toBe(true);
  });

  it('is none by default, and the zones are those that can be used', async () => {
    const { AccountAttributes } = await ec2.send(new DescribeAccountAttributesCommand({ AttributeNames: ['default-vpc'] }));
    expect(AccountAttributes).toEqual([{ AttributeName: 'default-vpc', AttributeValues: [{ AttributeValue: 'none' }] }]);
    const { AvailabilityZones } = await ec2.send(new DescribeAvailabilityZonesCommand({}));
    expect(AvailabilityZones?.map(({ ZoneName }) => ZoneName)).toEqual(['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d']);
  });

  it('is not deleted while anything is in it', async () => {
    const vpc = await makeVpc();
    const inUse = `DependencyViolation: The vpc '${vpc}' has dependencies and cannot be deleted.`;
    const subnet = await makeSubnet(vpc);
    expect(await refused(ec2.send(new DeleteVpcCommand({ VpcId: vpc })))).toBe(inUse);
    await ec2.send(new DeleteSubnetCommand({ SubnetId: subnet }));
    const group = await makeGroup(vpc, 'web');
    expect(await refused(ec2.send(new DeleteVpcCommand({ VpcId: vpc })))).toBe(inUse);
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: group }));
    await ec2.send(new DeleteVpcCommand({ VpcId: vpc }));
  });
});

describe('subnets', () => {
  it('lie inside the VPC and apart from each other', async () => {
    const vpc = await makeVpc();
    await makeSubnet(vpc, '10.0.0.0/24');
    expect(await refused(makeSubnet(vpc, '10.0.0.128/25'))).toBe("InvalidSubnet.Conflict: The CIDR '10.0.0.128/25' conflicts with another subnet");
    expect(await refused(makeSubnet(vpc, '10.1.0.0/24'))).toBe("InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid.");
    expect(await refused(makeSubnet(vpc, '10.0.1.0/24', 'ap-northeast-1b'))).toMatch(
      /^InvalidParameterValue: Value \(ap-northeast-1b\) for parameter availabilityZone is invalid\. Subnets can currently only be created in the following availability zones: ap-northeast-1a, ap-northeast-1c, ap-northeast-1d\.$/,
    );
  });

  it('count their free addresses: 251 of a /24, one less for each interface', async () => {
    const subnet = await makeSubnet(await makeVpc());
    const free = async () => (await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [subnet] }))).Subnets?.[0]?.AvailableIpAddressCount;
    expect(await free()).toBe(251);
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: subnet }));
    expect(NetworkInterface?.PrivateIpAddress).toBe('10.0.0.4');
    expect(await free()).toBe(250);
    expect(await refused(ec2.send(new DeleteSubnetCommand({ SubnetId: subnet })))).toBe(
      `DependencyViolation: The subnet '${subnet}' has dependencies and cannot be deleted.`,
    );
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: NetworkInterface?.NetworkInterfaceId }));
    await ec2.send(new DeleteSubnetCommand({ SubnetId: subnet }));
  });

  it('are found by filters and in pages; an unknown filter is refused', async () => {
    const vpc = await makeVpc();
    for (let index = 0; index < 7; index += 1) await makeSubnet(vpc, `10.0.${index}.0/24`, index % 2 === 0 ? 'ap-northeast-1a' : 'ap-northeast-1c');
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'availability-zone', Values: ['*-1c'] }] }));
    expect(Subnets).toHaveLength(3);
    const pages = [];
    for await (const page of paginateDescribeSubnets({ client: ec2, pageSize: 5 }, {})) pages.push(page.Subnets?.length);
    expect(pages).toEqual([5, 2]);
    expect(await refused(ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] })))).toBe(
      "InvalidParameterValue: The filter 'colour' is invalid",
    );
  });
});

describe('the way to the internet', () => {
  it('is a gateway that is attached, and a route to it', async () => {
    const VpcId = await makeVpc();
    const gateway = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId ?? '';
    const table = (await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId ?? '';
    const route = new CreateRouteCommand({ RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway });
    expect(await refused(ec2.send(route))).toBe(`InvalidParameterValue: route table ${table} and network gateway ${gateway} belong to different networks`);
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: gateway, VpcId }));
    await ec2.send(route);
    const subnet = await makeSubnet(VpcId);
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId: table, SubnetId: subnet }));
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters: [{ Name: 'association.subnet-id', Values: [subnet] }] }));
    expect(RouteTables?.[0]?.Routes).toMatchObject([{ GatewayId: 'local' }, { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway, State: 'active' }]);

    expect(await refused(ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId: gateway })))).toBe(
      `DependencyViolation: The internetGateway '${gateway}' has dependencies and cannot be deleted.`,
    );
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: gateway, VpcId }));
    expect(await refused(ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: gateway, VpcId })))).toBe(
      `Gateway.NotAttached: resource ${gateway} is not attached to network ${VpcId}`,
    );
  });
});

describe('security groups', () => {
  const http = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'HTTP' }] };

  it('take rules in and out, each with an id', async () => {
    const GroupId = await makeGroup(await makeVpc(), 'web');
    const { SecurityGroupRules } = await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [http] }));
    expect(SecurityGroupRules?.[0]?.SecurityGroupRuleId).toMatch(/^sgr-0[0-9a-f]{16}$/);
    expect(await refused(ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [http] })))).toBe(
      'InvalidPermission.Duplicate: the specified rule "peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW" already exists',
    );
    const { SecurityGroupRules: rules } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [GroupId] }] }));
    expect(rules?.map(({ IsEgress, CidrIpv4, FromPort }) => ({ IsEgress, CidrIpv4, FromPort }))).toEqual([
      { IsEgress: true, CidrIpv4: '0.0.0.0/0', FromPort: -1 },
      { IsEgress: false, CidrIpv4: '0.0.0.0/0', FromPort: 80 },
    ]);
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [http] }));
    expect(await refused(ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [http] })))).toBe(
      'InvalidPermission.NotFound: The specified rule does not exist in this security group.',
    );
    await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }));
    expect((await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }))).SecurityGroups?.[0]?.IpPermissionsEgress).toEqual([]);
  });

  it('are not deleted while another group names them or an interface bears them', async () => {
    const vpc = await makeVpc();
    const [alb, web] = [await makeGroup(vpc, 'alb'), await makeGroup(vpc, 'web')];
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: web,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, UserIdGroupPairs: [{ GroupId: alb }] }],
      }),
    );
    expect(await refused(ec2.send(new DeleteSecurityGroupCommand({ GroupId: alb })))).toBe(`DependencyViolation: resource ${alb} has a dependent object`);
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: await makeSubnet(vpc), Groups: [web] }));
    expect(await refused(ec2.send(new DeleteSecurityGroupCommand({ GroupId: web })))).toBe(`DependencyViolation: resource ${web} has a dependent object`);
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: NetworkInterface?.NetworkInterfaceId }));
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: web }));
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: alb }));
    expect(await refused(ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [alb] })))).toBe(`InvalidGroup.NotFound: The security group '${alb}' does not exist`);
  });

  it('have one name a VPC', async () => {
    const vpc = await makeVpc();
    await makeGroup(vpc, 'web');
    expect(await refused(makeGroup(vpc, 'web'))).toBe(`InvalidGroup.Duplicate: The security group 'web' already exists for VPC '${vpc}'`);
  });
});

describe('VPC endpoints', () => {
  it('of type gateway are a route in the given tables', async () => {
    const VpcId = await makeVpc();
    const table = (await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId ?? '';
    const create = () => ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName: 'com.amazonaws.ap-northeast-1.s3', RouteTableIds: [table] }));
    const id = (await create()).VpcEndpoint?.VpcEndpointId ?? '';
    const routes = async () => (await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [table] }))).RouteTables?.[0]?.Routes ?? [];
    expect((await routes())[1]).toMatchObject({ GatewayId: id, DestinationPrefixListId: expect.stringMatching(/^pl-[0-9a-f]{8}$/) as unknown });
    expect(await refused(create())).toMatch(/^RouteAlreadyExists: route table rtb-\w+ already has a route with destination-prefix-list-id pl-\w+$/);
    await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] }));
    expect(await routes()).toHaveLength(1);
  });

  it('of type interface put a network card into every subnet, and take a while to come and to go', async () => {
    const VpcId = await makeVpc();
    const subnets = [await makeSubnet(VpcId, '10.0.0.0/24', 'ap-northeast-1a'), await makeSubnet(VpcId, '10.0.1.0/24', 'ap-northeast-1c')];
    const create = new CreateVpcEndpointCommand({
      VpcId,
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.ap-northeast-1.ecr.dkr',
      SubnetIds: subnets,
      PrivateDnsEnabled: true,
    });
    expect(await refused(ec2.send(create))).toMatch(/^InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames/);
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
    const { VpcEndpoint } = await ec2.send(create);
    expect(VpcEndpoint).toMatchObject({ State: 'pending', NetworkInterfaceIds: [expect.any(String), expect.any(String)] });
    expect(VpcEndpoint?.DnsEntries?.at(-1)?.DnsName).toBe('*.dkr.ecr.ap-northeast-1.amazonaws.com');

    const state = async () => (await ec2.send(new DescribeVpcEndpointsCommand({}))).VpcEndpoints?.map(({ State }) => String(State));
    await vi.waitUntil(async () => (await state())?.[0] === 'available', { timeout: 10_000 });
    await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [VpcEndpoint?.VpcEndpointId ?? ''] }));
    expect(await state()).toEqual(['deleting']);
    expect(await refused(ec2.send(new DeleteSubnetCommand({ SubnetId: subnets[0] })))).toContain('DependencyViolation');
    await vi.waitUntil(async () => (await state())?.length === 0, { timeout: 10_000 });
    expect((await ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces).toEqual([]);
  });

  it('exist for services that exist', async () => {
    const VpcId = await makeVpc();
    expect(await refused(ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName: 'com.amazonaws.ap-northeast-1.nope' })))).toBe(
      "InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.ap-northeast-1.nope' does not exist",
    );
  });
});

describe('network interfaces of services', () => {
  it('are in use from the start and not for the customer to delete', async () => {
    const SubnetId = await makeSubnet(await makeVpc());
    const { NetworkInterface: made } = await sandbox.sandbox.context.call<CreateNetworkInterfaceCommandInput, CreateNetworkInterfaceCommandOutput>(
      'ec2',
      'CreateNetworkInterface',
      { SubnetId, Description: 'ELB app/boyacky-alb/1234567890abcdef' },
    );
    const id = made?.NetworkInterfaceId ?? '';
    const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'requester-id', Values: ['amazon-elb'] }] }));
    expect(NetworkInterfaces).toMatchObject([{ NetworkInterfaceId: id, RequesterManaged: true, Status: 'in-use', Attachment: { InstanceOwnerId: 'amazon-elb' } }]);
    expect(await refused(ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id })))).toBe(
      `InvalidParameterValue: Network interface '${id}' is currently in use.`,
    );
  });

  it('do not get an address that was freed a moment ago', async () => {
    const SubnetId = await makeSubnet(await makeVpc());
    const make = async () => (await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))).NetworkInterface;
    const first = await make();
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: first?.NetworkInterfaceId }));
    expect((await make())?.PrivateIpAddress).toBe('10.0.0.5');
  });
});

describe('tags', () => {
  it('are set at creation and later, are listed, are filtered by, are removed', async () => {
    const tagged = await ec2.send(
      new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'one' }] }] }),
    );
    const id = tagged.Vpc?.VpcId ?? '';
    await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'boyacky-lab:owner', Value: 'me' }] }));
    const { Tags } = await ec2.send(new DescribeTagsCommand({ Filters: [{ Name: 'resource-id', Values: [id] }] }));
    expect(Tags?.map(({ Key, Value, ResourceType }) => [Key, Value, ResourceType])).toEqual([
      ['Name', 'one', 'vpc'],
      ['boyacky-lab:owner', 'me', 'vpc'],
    ]);
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'tag:boyacky-lab:owner', Values: ['me'] }] }));
    expect(Vpcs).toHaveLength(1);
    await ec2.send(new DeleteTagsCommand({ Resources: [id], Tags: [{ Key: 'Name' }] }));
    expect((await ec2.send(new DescribeVpcsCommand({}))).Vpcs?.[0]?.Tags).toEqual([{ Key: 'boyacky-lab:owner', Value: 'me' }]);
    expect(await refused(ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'aws:x', Value: '1' }] })))).toContain("Tag keys starting with 'aws:' are reserved");
  });
});
