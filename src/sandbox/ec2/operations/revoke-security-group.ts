import type {
  RevokeSecurityGroupEgressCommandInput,
  RevokeSecurityGroupEgressCommandOutput,
  RevokeSecurityGroupIngressCommandInput,
  RevokeSecurityGroupIngressCommandOutput,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { notFound } from '../errors.js';
import type { SecurityGroup } from '../model.js';
import { ruleKey, toRules } from '../security-group/permissions.js';
import { requestedPermissions } from '../security-group/requested-permissions.js';

type Input = RevokeSecurityGroupIngressCommandInput | RevokeSecurityGroupEgressCommandInput;
type Output = RevokeSecurityGroupIngressCommandOutput | RevokeSecurityGroupEgressCommandOutput;

/** Takes rules away, named by id or spelled out. */
export function revokeSecurityGroup(ec2: Ec2, egress: boolean): Handler<Input, Output> {
  return (input) => {
    const group = find(ec2.groups, 'group', input.GroupId ?? '');
    const gone = input.SecurityGroupRuleIds?.length ? rulesById(group, egress, input.SecurityGroupRuleIds) : rulesByContent(ec2, group, egress, input);
    ec2.groups.update(group.id, { rules: group.rules.filter((rule) => !gone.has(rule.id)) });
    return { Return: true };
  };
}

function rulesById(group: SecurityGroup, egress: boolean, ids: readonly string[]): Set<string> {
  for (const id of ids) {
    if (!group.rules.some((rule) => rule.id === id && rule.egress === egress)) throw notFound('rule', id);
  }
  return new Set(ids);
}

function rulesByContent(ec2: Ec2, group: SecurityGroup, egress: boolean, input: Input): Set<string> {
  const byKey = new Map(group.rules.map((rule) => [ruleKey(rule), rule.id]));
  const ids = toRules(ec2, group, egress, requestedPermissions(input)).map((rule) => byKey.get(ruleKey(rule)));
  if (ids.includes(undefined)) throw new AwsError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
  return new Set(ids.filter((id) => id !== undefined));
}
