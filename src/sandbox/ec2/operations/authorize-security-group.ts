import type {
  AuthorizeSecurityGroupEgressCommandInput,
  AuthorizeSecurityGroupEgressCommandOutput,
  AuthorizeSecurityGroupIngressCommandInput,
  AuthorizeSecurityGroupIngressCommandOutput,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import type { SecurityGroupRule } from '../model.js';
import { describedRule } from '../security-group/described-rule.js';
import { ruleKey, toRules } from '../security-group/permissions.js';
import { requestedPermissions } from '../security-group/requested-permissions.js';
import { tagsOnCreate } from '../tags.js';

type Input = AuthorizeSecurityGroupIngressCommandInput | AuthorizeSecurityGroupEgressCommandInput;
type Output = AuthorizeSecurityGroupIngressCommandOutput | AuthorizeSecurityGroupEgressCommandOutput;

/** Adds inbound (or outbound) rules; a rule that is there already refuses the whole request. */
export function authorizeSecurityGroup(ec2: Ec2, egress: boolean): Handler<Input, Output> {
  return (input, request) => {
    const group = find(ec2.groups, 'group', input.GroupId ?? '');
    const tags = tagsOnCreate(input.TagSpecifications, 'security-group-rule', request);
    const rules = toRules(ec2, group, egress, requestedPermissions(input)).map((rule) => ({ ...rule, tags }));
    const present = new Set(group.rules.map(ruleKey));
    for (const rule of rules) {
      if (present.has(ruleKey(rule))) throw duplicate(rule);
      present.add(ruleKey(rule));
    }
    ec2.groups.update(group.id, { rules: [...group.rules, ...rules] });
    return { Return: true, SecurityGroupRules: rules.map((rule) => describedRule(ec2, group, rule)) };
  };
}

function duplicate({ protocol, from, to, peer }: SecurityGroupRule): AwsError {
  const who = Object.values<string>(peer)[0];
  const what = protocol === '-1' ? 'ALL' : protocol.toUpperCase();
  const ports = from === undefined ? '' : `, from port: ${from}, to port: ${to ?? from}`;
  return new AwsError('InvalidPermission.Duplicate', `the specified rule "peer: ${who ?? ''}, ${what}${ports}, ALLOW" already exists`);
}
