import type { DescribeSecurityGroupsCommandInput, DescribeSecurityGroupsCommandOutput } from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { ec2Arn } from '../arn.js';
import type { Ec2 } from '../ec2.js';
import type { FilterTable } from '../filters.js';
import type { SecurityGroup, SecurityGroupRule } from '../model.js';
import { toPermissions } from '../security-group/permissions.js';
import { select } from '../select.js';
import { tagList } from '../tags.js';

const filters = (ec2: Ec2): FilterTable<SecurityGroup> => ({
  'group-id': (group) => [group.id],
  'group-name': (group) => [group.name],
  'vpc-id': (group) => [group.vpcId],
  'owner-id': () => [ec2.context.account.id],
  description: (group) => [group.description],
  ...ruleFilters('ip-permission', false),
  ...ruleFilters('egress.ip-permission', true),
});

function ruleFilters(prefix: string, egress: boolean): FilterTable<SecurityGroup> {
  const read = (value: (rule: SecurityGroupRule) => string | number | undefined) => (group: SecurityGroup) =>
    group.rules.filter((rule) => rule.egress === egress).map((rule) => value(rule)?.toString());
  return {
    [`${prefix}.cidr`]: read((rule) => ('cidr' in rule.peer ? rule.peer.cidr : undefined)),
    [`${prefix}.ipv6-cidr`]: read((rule) => ('cidr6' in rule.peer ? rule.peer.cidr6 : undefined)),
    [`${prefix}.from-port`]: read((rule) => rule.from),
    [`${prefix}.to-port`]: read((rule) => rule.to),
    [`${prefix}.protocol`]: read((rule) => rule.protocol),
    [`${prefix}.group-id`]: read((rule) => ('groupId' in rule.peer ? rule.peer.groupId : undefined)),
    [`${prefix}.prefix-list-id`]: read((rule) => ('prefixListId' in rule.peer ? rule.peer.prefixListId : undefined)),
  };
}

export function describeSecurityGroups(ec2: Ec2): Handler<DescribeSecurityGroupsCommandInput, DescribeSecurityGroupsCommandOutput> {
  return (input) => {
    // By name only the groups of a default VPC can be found, and there is none.
    const [name] = input.GroupNames ?? [];
    if (name !== undefined) throw new AwsError('InvalidGroup.NotFound', `The security group '${name}' does not exist in default VPC 'none'`);
    const { account } = ec2.context;
    const { items, nextToken } = select(ec2.groups, 'group', { ...input, ids: input.GroupIds }, filters(ec2));
    return {
      SecurityGroups: items.map((group) => ({
        GroupId: group.id,
        GroupName: group.name,
        Description: group.description,
        VpcId: group.vpcId,
        OwnerId: account.id,
        SecurityGroupArn: ec2Arn(account, 'security-group', group.id),
        IpPermissions: toPermissions(group.rules.filter((rule) => !rule.egress), account.id),
        IpPermissionsEgress: toPermissions(group.rules.filter((rule) => rule.egress), account.id),
        Tags: tagList(group.tags),
      })),
      NextToken: nextToken,
    };
  };
}
