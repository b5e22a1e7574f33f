import type { SecurityGroupRule as DescribedRule } from '@aws-sdk/client-ec2';
import { ec2Arn } from '../arn.js';
import type { Ec2 } from '../ec2.js';
import type { SecurityGroup, SecurityGroupRule } from '../model.js';
import { tagList } from '../tags.js';

export function describedRule(ec2: Ec2, group: SecurityGroup, rule: SecurityGroupRule): DescribedRule {
  const { account } = ec2.context;
  const { peer } = rule;
  return {
    SecurityGroupRuleId: rule.id,
    SecurityGroupRuleArn: ec2Arn(account, 'security-group-rule', rule.id),
    GroupId: group.id,
    GroupOwnerId: account.id,
    IsEgress: rule.egress,
    IpProtocol: rule.protocol,
    FromPort: rule.from ?? -1,
    ToPort: rule.to ?? -1,
    CidrIpv4: 'cidr' in peer ? peer.cidr : undefined,
    CidrIpv6: 'cidr6' in peer ? peer.cidr6 : undefined,
    PrefixListId: 'prefixListId' in peer ? peer.prefixListId : undefined,
    ReferencedGroupInfo: 'groupId' in peer ? { GroupId: peer.groupId, UserId: account.id } : undefined,
    Description: rule.description,
    Tags: tagList(rule.tags),
  };
}
