import type { IpPermission } from '@aws-sdk/client-ec2';
import { integer, list, object, text } from './shape.js';

export interface RuleProperties {
  IpProtocol: string;
  FromPort?: number;
  ToPort?: number;
  CidrIp?: string;
  CidrIpv6?: string;
  Description?: string;
  SourceSecurityGroupId?: string;
  SourcePrefixListId?: string;
  DestinationSecurityGroupId?: string;
  DestinationPrefixListId?: string;
}

const common = { FromPort: integer, ToPort: integer, CidrIp: text, CidrIpv6: text, Description: text };
export const ingressMembers = { ...common, SourceSecurityGroupId: text, SourcePrefixListId: text };
export const egressMembers = { ...common, DestinationSecurityGroupId: text, DestinationPrefixListId: text };

export const ingressRules = list(object({ IpProtocol: text }, ingressMembers));
export const egressRules = list(object({ IpProtocol: text }, egressMembers));

/** A rule as CloudFormation writes it, as EC2 wants it. */
export function toPermission(rule: RuleProperties): IpPermission {
  const { IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6, Description } = rule;
  const groupId = rule.SourceSecurityGroupId ?? rule.DestinationSecurityGroupId;
  const prefixListId = rule.SourcePrefixListId ?? rule.DestinationPrefixListId;
  return {
    IpProtocol,
    FromPort,
    ToPort,
    IpRanges: CidrIp === undefined ? [] : [{ CidrIp, Description }],
    Ipv6Ranges: CidrIpv6 === undefined ? [] : [{ CidrIpv6, Description }],
    UserIdGroupPairs: groupId === undefined ? [] : [{ GroupId: groupId, Description }],
    PrefixListIds: prefixListId === undefined ? [] : [{ PrefixListId: prefixListId, Description }],
  };
}

/** EC2's default rule of a new group: everything may go out. */
export const everythingOut: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
