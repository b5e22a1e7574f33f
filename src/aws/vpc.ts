import { DescribeNetworkInterfacesCommand, DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVpcsCommand, EC2Client, paginateDescribeTags, type IpPermission } from '@aws-sdk/client-ec2';
import { createSender, type ClientConfig } from './sender.js';

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly inbound: readonly InboundRule[];
}

/** A network card in the VPC. */
export interface NetworkInterface {
  readonly id: string;
  readonly description: string;
  /** "interface", "vpc_endpoint", "network_load_balancer" … */
  readonly type: string;
  /** The account or the AWS service that made it for somebody. */
  readonly requester?: string;
  /** Nothing holds on to it: it can be deleted as it is. */
  readonly free: boolean;
}

export interface InboundRule {
  readonly protocol: string;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  /** CIDR blocks and ids of security groups. */
  readonly sources: readonly string[];
}

export interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly cidr: string;
  readonly vpcId: string;
}

/** Amazon EC2, as far as the network of the workshop is read. */
export interface Vpc {
  /** How many the region has. */
  count(): Promise<number>;
  securityGroups(vpcId: string): Promise<readonly SecurityGroup[]>;
  subnets(vpcId: string): Promise<readonly Subnet[]>;
  interfaces(vpcId: string): Promise<readonly NetworkInterface[]>;
  /** Those of these ids (of VPCs, subnets, endpoints, whatever) that exist and bear tags. */
  existing(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** A filter of EC2 takes 200 values. */
const idsAtOnce = 200;

export function createVpc(config: ClientConfig): Vpc {
  const ec2 = createSender('ec2', () => new EC2Client(config));
  const inVpc = (vpcId: string) => ({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] });
  return {
    count: async () => (await ec2((client) => client.send(new DescribeVpcsCommand({})))).Vpcs?.length ?? 0,
    securityGroups: async (vpcId) => {
      const answer = await ec2((client) => client.send(new DescribeSecurityGroupsCommand(inVpc(vpcId))));
      return (answer.SecurityGroups ?? []).map((group) => ({
        id: group.GroupId ?? '',
        name: group.GroupName ?? '',
        inbound: (group.IpPermissions ?? []).map(readRule),
      }));
    },
    subnets: async (vpcId) => {
      const answer = await ec2((client) => client.send(new DescribeSubnetsCommand(inVpc(vpcId))));
      return (answer.Subnets ?? []).map((subnet) => ({
        id: subnet.SubnetId ?? '',
        name: subnet.Tags?.find(({ Key }) => Key === 'Name')?.Value ?? '',
        zone: subnet.AvailabilityZone ?? '',
        cidr: subnet.CidrBlock ?? '',
        vpcId: subnet.VpcId ?? '',
      }));
    },
    interfaces: async (vpcId) => {
      const answer = await ec2((client) => client.send(new DescribeNetworkInterfacesCommand(inVpc(vpcId))));
      return (answer.NetworkInterfaces ?? []).map((each) => ({
        id: each.NetworkInterfaceId ?? '',
        description: each.Description ?? '',
        type: each.InterfaceType ?? 'interface',
        requester: each.RequesterId,
        free: each.Status === 'available',
      }));
    },
    existing: (ids) =>
      ec2(async (client) => {
        const found = new Set<string>();
        for (let start = 0; start < ids.length; start += idsAtOnce) {
          const Filters = [{ Name: 'resource-id', Values: ids.slice(start, start + idsAtOnce) }];
          for await (const { Tags = [] } of paginateDescribeTags({ client }, { Filters })) for (const { ResourceId = '' } of Tags) found.add(ResourceId);
        }
        return found;
      }),
  };
}

function readRule(permission: IpPermission): InboundRule {
  return {
    protocol: permission.IpProtocol ?? '',
    fromPort: permission.FromPort,
    toPort: permission.ToPort,
    sources: [
      ...(permission.IpRanges ?? []).map(({ CidrIp }) => CidrIp ?? ''),
      ...(permission.UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId ?? ''),
      ...(permission.PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId ?? ''),
    ],
  };
}
