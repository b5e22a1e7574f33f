import type { CreateRuleCommandInput, CreateRuleCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { readActions } from '../actions.js';
import { arnOf, newId, pathOf } from '../arn.js';
import { readConditions } from '../conditions.js';
import { describedRule } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { notInSandbox, priorityInUse, requireRange } from '../errors.js';
import { findListener, findLoadBalancer, rulesOf } from '../find.js';
import type { StoredRule } from '../model.js';
import { publishListener } from '../publish.js';
import { withTags } from '../tags.js';

export const lowestPriority = 50_000;

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
export function createRule(elbv2: Elbv2): Handler<CreateRuleCommandInput, CreateRuleCommandOutput> {
  return (input) =>
    elbv2.inTurn(async () => {
      const listener = findListener(elbv2, input.ListenerArn);
      const priority = input.Priority ?? 0;
      requireRange(priority, 'priority', 1, lowestPriority);
      if (input.Transforms?.length) throw notInSandbox('transforms in rules');
      if (rulesOf(elbv2, listener.arn).some((rule) => rule.priority === priority)) throw priorityInUse(priority);
      const stored: StoredRule = {
        arn: arnOf(elbv2.context.account, `listener-rule/${pathOf(listener.arn)}/${newId()}`),
        listenerArn: listener.arn,
        priority,
        conditions: readConditions(input.Conditions),
        actions: readActions(elbv2, findLoadBalancer(elbv2, listener.loadBalancerArn), input.Actions),
        tags: withTags({}, input.Tags),
      };
      elbv2.rules.set(stored.arn, stored);
      await publishListener(elbv2, listener.arn);
      return { Rules: [describedRule(stored)] };
    });
}
