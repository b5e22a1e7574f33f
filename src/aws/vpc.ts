import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVpcsCommand, EC2Client, type IpPermission } from '@aws-sdk/client-ec2';
import { createSender, type ClientConfig } from './sender.js';

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly inbound: readonly InboundRule[];
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
}

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
