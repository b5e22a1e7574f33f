import type { Elbv2 } from './elbv2.js';
import { listenerNotFound, loadBalancerNotFound, ruleNotFound, targetGroupNotFound } from './errors.js';
import type { StoredListener, StoredLoadBalancer, StoredRule, StoredTargetGroup } from './model.js';

export function findLoadBalancer({ loadBalancers }: Elbv2, arn = ''): StoredLoadBalancer {
  const found = loadBalancers.get(arn);
  if (!found) throw loadBalancerNotFound([arn]);
  return found;
}

export function findTargetGroup({ targetGroups }: Elbv2, arn = ''): StoredTargetGroup {
  const found = targetGroups.get(arn);
  if (!found) throw targetGroupNotFound();
  return found;
}

export function findListener({ listeners }: Elbv2, arn = ''): StoredListener {
  const found = listeners.get(arn);
  if (!found) throw listenerNotFound();
  return found;
}

export function findRule({ rules }: Elbv2, arn = ''): StoredRule {
  const found = rules.get(arn);
  if (!found) throw ruleNotFound();
  return found;
}

export function rulesOf({ rules }: Elbv2, listenerArn: string): StoredRule[] {
  return rules
    .values()
    .filter((rule) => rule.listenerArn === listenerArn)
    .sort((one, other) => one.priority - other.priority);
}

/** The load balancers that lead to a target group, through any listener or rule. */
export function loadBalancersOf(elbv2: Elbv2, targetGroupArn: string): string[] {
  const leading = elbv2.listeners.values().filter(({ arn, actions }) =>
    [...actions, ...rulesOf(elbv2, arn).flatMap((rule) => rule.actions)].some((action) =>
      action.ForwardConfig?.TargetGroups?.some((tuple) => tuple.TargetGroupArn === targetGroupArn),
    ),
  );
  return [...new Set(leading.map(({ loadBalancerArn }) => loadBalancerArn))];
}
