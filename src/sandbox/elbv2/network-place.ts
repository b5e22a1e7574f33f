import { BlockList } from 'node:net';
import type {
  CreateNetworkInterfaceCommandInput,
  CreateNetworkInterfaceCommandOutput,
  DeleteNetworkInterfaceCommandInput,
  DescribeInternetGatewaysCommandInput,
  DescribeInternetGatewaysCommandOutput,
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../aws-error.js';
import type { SandboxContext } from '../context.js';
import { invalidConfiguration, invalidSubnet, subnetNotFound, validationError } from './errors.js';
import { pathOf } from './arn.js';
import type { StoredZone } from './model.js';

export interface Place {
  readonly vpcId: string;
  readonly zones: readonly StoredZone[];
}

/** Where a load balancer stands: at least two subnets of one VPC, each in another zone. */
export async function readSubnets(context: SandboxContext, subnetIds: readonly string[]): Promise<Place> {
  if (new Set(subnetIds).size < subnetIds.length) throw invalidConfiguration('The same subnet is specified more than once');
  const found = await Promise.all(subnetIds.map((id) => describeSubnet(context, id)));
  const zones = found.map((subnet) => ({ zoneName: subnet.AvailabilityZone ?? '', subnetId: subnet.SubnetId ?? '' }));
  const zoneNames = new Set(zones.map(({ zoneName }) => zoneName));
  if (zoneNames.size < zones.length) throw invalidConfiguration('A load balancer cannot be attached to multiple subnets in the same Availability Zone');
  if (zoneNames.size < 2) throw validationError('At least two subnets in two different Availability Zones must be specified');
  const vpcs = new Set(found.map(({ VpcId }) => VpcId ?? ''));
  if (vpcs.size > 1) throw invalidConfiguration(`All subnets must belong to the same VPC: '${[...vpcs].join(', ')}'`);
  return { vpcId: [...vpcs][0] ?? '', zones };
}

async function describeSubnet(context: SandboxContext, id: string) {
  try {
    const { Subnets } = await context.call<DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput>('ec2', 'DescribeSubnets', { SubnetIds: [id] });
    const [subnet] = Subnets ?? [];
    if (subnet) return subnet;
  } catch (error) {
    if (!(error instanceof AwsError) || !error.code.startsWith('InvalidSubnetID')) throw error;
  }
  throw subnetNotFound(id);
}

/** A load balancer for the internet stands in a VPC that has a way out. */
export async function requireInternetGateway(context: SandboxContext, vpcId: string): Promise<void> {
  const { InternetGateways } = await context.call<DescribeInternetGatewaysCommandInput, DescribeInternetGatewaysCommandOutput>('ec2', 'DescribeInternetGateways', {
    Filters: [{ Name: 'attachment.vpc-id', Values: [vpcId] }],
  });
  if ((InternetGateways ?? []).length === 0) throw invalidSubnet(`VPC ${vpcId} has no internet gateway`);
}

/** The groups asked for, which must be of the VPC; with none, the VPC's default group. */
export async function readSecurityGroups(context: SandboxContext, vpcId: string, groupIds: readonly string[]): Promise<string[]> {
  const ask = (input: DescribeSecurityGroupsCommandInput) =>
    context.call<DescribeSecurityGroupsCommandInput, DescribeSecurityGroupsCommandOutput>('ec2', 'DescribeSecurityGroups', input);
  if (groupIds.length === 0) {
    const { SecurityGroups } = await ask({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }, { Name: 'group-name', Values: ['default'] }] });
    return (SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []);
  }
  const found = await ask({ GroupIds: [...groupIds] }).catch((error: unknown) => {
    if (error instanceof AwsError && /^InvalidGroup/.test(error.code)) throw invalidConfiguration('One or more security groups are invalid');
    throw error;
  });
  const stranger = found.SecurityGroups?.find((group) => group.VpcId !== vpcId);
  if (stranger) throw invalidConfiguration(`The security group '${stranger.GroupId}' does not belong to VPC '${vpcId}'`);
  return [...groupIds];
}

/**
 * Gives the load balancer an interface in each subnet, so that subnets and groups are in use as long as it lives.
 * All or none: when one cannot be made, those before it are taken back.
 */
export async function attachInterfaces(context: SandboxContext, arn: string, zones: readonly StoredZone[], groups: readonly string[]): Promise<StoredZone[]> {
  const attached: StoredZone[] = [];
  try {
    for (const zone of zones) {
      const { NetworkInterface } = await context.call<CreateNetworkInterfaceCommandInput, CreateNetworkInterfaceCommandOutput>('ec2', 'CreateNetworkInterface', {
        SubnetId: zone.subnetId,
        Groups: [...groups],
        Description: `ELB ${pathOf(arn)}`,
      });
      attached.push({ ...zone, interfaceId: NetworkInterface?.NetworkInterfaceId });
    }
  } catch (error) {
    await detachInterfaces(context, attached);
    throw error;
  }
  return attached;
}

export async function detachInterfaces(context: SandboxContext, zones: readonly StoredZone[]): Promise<void> {
  for (const { interfaceId } of zones) {
    if (interfaceId === undefined) continue;
    try {
      await context.call<DeleteNetworkInterfaceCommandInput, unknown>('ec2', 'DeleteNetworkInterface', { NetworkInterfaceId: interfaceId });
    } catch (error) {
      if (!(error instanceof AwsError) || !error.code.endsWith('.NotFound')) throw error;
    }
  }
}

/** The zone of the subnet that holds the address, if one does. */
export async function zoneOf(context: SandboxContext, vpcId: string, ip: string): Promise<string | undefined> {
  const { Subnets } = await context.call<DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput>('ec2', 'DescribeSubnets', {
    Filters: [{ Name: 'vpc-id', Values: [vpcId] }],
  });
  return Subnets?.find(({ CidrBlock }) => CidrBlock !== undefined && cidrContains(CidrBlock, ip))?.AvailabilityZone;
}

function cidrContains(cidr: string, ip: string): boolean {
  const [network = '', bits = '32'] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(bits));
  return list.check(ip);
}
