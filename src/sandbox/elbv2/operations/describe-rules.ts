import type { DescribeRulesCommandInput, DescribeRulesCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { describedDefaultRule, describedRule } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { ruleNotFound, validationError } from '../errors.js';
import { findListener, rulesOf } from '../find.js';
import { page } from '../page.js';

/** Rules in order of priority, the default one last. */
export function describeRules(elbv2: Elbv2): Handler<DescribeRulesCommandInput, DescribeRulesCommandOutput> {
  return ({ ListenerArn, RuleArns: arns = [], ...paging }) => {
    if ((ListenerArn === undefined) === (arns.length === 0)) throw validationError('You must specify either listener rule ARNs or a listener ARN');
    const listeners = ListenerArn === undefined ? elbv2.listeners.values() : [findListener(elbv2, ListenerArn)];
    const all = listeners.flatMap((listener) => [...rulesOf(elbv2, listener.arn).map(describedRule), describedDefaultRule(listener)]);
    if (!arns.every((arn) => all.some(({ RuleArn }) => RuleArn === arn))) throw ruleNotFound();
    const { items, next } = page(arns.length === 0 ? all : all.filter(({ RuleArn = '' }) => arns.includes(RuleArn)), paging);
    return { Rules: items, NextMarker: next };
  };
}
