import type { IpPermission } from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import { formatCidr, parseCidr } from '../cidr.js';
import { find, type Ec2 } from '../ec2.js';
import { invalidValue, missingParameter } from '../errors.js';
import { newId } from '../ids.js';
import type { RulePeer, SecurityGroup, SecurityGroupRule } from '../model.js';

const protocolNames: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };
const withPorts = new Set(['tcp', 'udp']);

/** The rules that a request's permissions stand for: one a peer. Checks ports, blocks and groups. */
export function toRules(ec2: Ec2, group: SecurityGroup, egress: boolean, permissions: readonly IpPermission[]): SecurityGroupRule[] {
  return permissions.flatMap((permission) => {
    const protocol = readProtocol(permission);
    const ports = readPorts(permission, protocol);
    const peers = readPeers(ec2, group, permission);
    if (peers.length === 0) throw missingParameter('ipRanges, ipv6Ranges, prefixListIds or groups');
    return peers.map(({ peer, description }) => ({ id: newId('sgr'), egress, protocol, ...ports, peer, description, tags: {} }));
  });
}

function readProtocol({ IpProtocol: protocol }: IpPermission): string {
  if (protocol === undefined) throw missingParameter('ipProtocol');
  const name = protocolNames[protocol] ?? protocol.toLowerCase();
  if (name === 'all') return '-1';
  if (/^(-1|tcp|udp|icmp|icmpv6|\d{1,3})$/.test(name)) return name;
  throw new AwsError('InvalidPermission.Malformed', `Unsupported IP protocol "${protocol}"  - supported: [tcp, udp, icmp, icmpv6]`);
}

function readPorts({ FromPort: from, ToPort: to }: IpPermission, protocol: string): { from?: number; to?: number } {
  if (protocol.startsWith('icmp')) return { from: from ?? -1, to: to ?? -1 };
  if (!withPorts.has(protocol)) return {};
  if (from === undefined || to === undefined) {
    throw invalidValue(`Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`);
  }
  if (from < 0 || to > 65535 || from > to) throw invalidValue(`Invalid value '${from}-${to}' for portRange. The range must lie between 0 and 65535.`);
  return { from, to };
}

function readPeers(ec2: Ec2, group: SecurityGroup, permission: IpPermission): { peer: RulePeer; description?: string }[] {
  const { IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = permission;
  return [
    ...IpRanges.map(({ CidrIp, Description }) => ({ peer: { cidr: readBlock(CidrIp) }, description: Description })),
    ...Ipv6Ranges.map(({ CidrIpv6, Description }) => ({ peer: { cidr6: readBlock6(CidrIpv6) }, description: Description })),
    ...PrefixListIds.map(({ PrefixListId = '', Description }) => ({ peer: { prefixListId: PrefixListId }, description: Description })),
    ...UserIdGroupPairs.map(({ GroupId, GroupName, Description }) => {
      if (GroupId === undefined) throw new AwsError('InvalidGroup.NotFound', `The security group '${GroupName ?? ''}' does not exist in default VPC 'none'`);
      const other = find(ec2.groups, 'group', GroupId);
      if (other.vpcId !== group.vpcId) {
        throw new AwsError('InvalidGroup.NotFound', `You have specified two resources that belong to different networks.`);
      }
      return { peer: { groupId: other.id }, description: Description };
    }),
  ];
}

function readBlock(text: string | undefined): string {
  const cidr = text === undefined ? undefined : parseCidr(text);
  if (!cidr) throw invalidValue(`CIDR block ${text ?? ''} is malformed`);
  return formatCidr(cidr);
}

function readBlock6(text: string | undefined): string {
  if (text === undefined || !/^[0-9a-f:]+\/\d{1,3}$/i.test(text)) throw invalidValue(`CIDR block ${text ?? ''} is malformed`);
  return text.toLowerCase();
}

/** Rules as DescribeSecurityGroups shows them: those of the same protocol and ports together. */
export function toPermissions(rules: readonly SecurityGroupRule[], accountId: string): IpPermission[] {
  const permissions = new Map<string, IpPermission & Required<Pick<IpPermission, 'IpRanges' | 'Ipv6Ranges' | 'PrefixListIds' | 'UserIdGroupPairs'>>>();
  for (const { protocol, from, to, peer, description } of rules) {
    const key = `${protocol} ${from ?? ''} ${to ?? ''}`;
    const permission = permissions.get(key) ?? {
      IpProtocol: protocol,
      FromPort: from,
      ToPort: to,
      IpRanges: [],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    };
    permissions.set(key, permission);
    if ('cidr' in peer) permission.IpRanges.push({ CidrIp: peer.cidr, Description: description });
    else if ('cidr6' in peer) permission.Ipv6Ranges.push({ CidrIpv6: peer.cidr6, Description: description });
    else if ('prefixListId' in peer) permission.PrefixListIds.push({ PrefixListId: peer.prefixListId, Description: description });
    else permission.UserIdGroupPairs.push({ GroupId: peer.groupId, UserId: accountId, Description: description });
  }
  return [...permissions.values()];
}

/** What makes two rules the same rule: all but id, description and tags. */
export function ruleKey({ egress, protocol, from, to, peer }: SecurityGroupRule): string {
  return JSON.stringify([egress, protocol, from ?? null, to ?? null, Object.entries(peer)]);
}
