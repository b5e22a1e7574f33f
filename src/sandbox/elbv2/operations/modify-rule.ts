import type { ModifyRuleCommandInput, ModifyRuleCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { readActions } from '../actions.js';
import { readConditions } from '../conditions.js';
import { describedRule } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { notInSandbox } from '../errors.js';
import { findListener, findLoadBalancer } from '../find.js';
import { findChangeableRule } from '../find-changeable-rule.js';
import { publishListener } from '../publish.js';

export function modifyRule(elbv2: Elbv2): Handler<ModifyRuleCommandInput, ModifyRuleCommandOutput> {
  return (input) =>
    elbv2.inTurn(async () => {
      const stored = findChangeableRule(elbv2, input.RuleArn, 'modified');
      if (input.Transforms?.length) throw notInSandbox('transforms in rules');
      const { loadBalancerArn } = findListener(elbv2, stored.listenerArn);
      const changed = elbv2.rules.update(stored.arn, {
        conditions: input.Conditions ? readConditions(input.Conditions) : stored.conditions,
        actions: input.Actions ? readActions(elbv2, findLoadBalancer(elbv2, loadBalancerArn), input.Actions) : stored.actions,
      });
      await publishListener(elbv2, stored.listenerArn);
      return { Rules: [describedRule(changed)] };
    });
}
