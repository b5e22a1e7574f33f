import type { DescribeSecurityGroupRulesCommandInput, DescribeSecurityGroupRulesCommandOutput } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import type { Ec2 } from '../ec2.js';
import { notFound } from '../errors.js';
import { applyFilters, type FilterTable } from '../filters.js';
import type { SecurityGroup, SecurityGroupRule } from '../model.js';
import { pageOf } from '../paging.js';
import { describedRule } from '../security-group/described-rule.js';

type RuleOfGroup = SecurityGroupRule & { readonly group: SecurityGroup };

const filters: FilterTable<RuleOfGroup> = {
  'group-id': ({ group }) => [group.id],
  'security-group-rule-id': (rule) => [rule.id],
};

export function describeSecurityGroupRules(
  ec2: Ec2,
): Handler<DescribeSecurityGroupRulesCommandInput, DescribeSecurityGroupRulesCommandOutput> {
  return (input) => {
    const all = ec2.groups.values().flatMap((group) => group.rules.map((rule) => ({ ...rule, group })));
    const ids = input.SecurityGroupRuleIds ?? [];
    for (const id of ids) if (!all.some((rule) => rule.id === id)) throw notFound('rule', id);
    const named = ids.length === 0 ? all : all.filter((rule) => ids.includes(rule.id));
    const { items, nextToken } = pageOf(applyFilters<RuleOfGroup>(named, input.Filters, filters), input);
    return { SecurityGroupRules: items.map((rule) => describedRule(ec2, rule.group, rule)), NextToken: nextToken };
  };
}
