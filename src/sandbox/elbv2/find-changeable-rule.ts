import type { Elbv2 } from './elbv2.js';
import { operationNotPermitted } from './errors.js';
import { findRule } from './find.js';
import type { StoredRule } from './model.js';

/** A rule that is not the default one: that is changed and deleted through its listener. */
export function findChangeableRule(elbv2: Elbv2, arn: string | undefined, what: 'modified' | 'deleted'): StoredRule {
  if (elbv2.listeners.values().some(({ defaultRuleArn }) => defaultRuleArn === arn)) {
    throw operationNotPermitted(`Default rule '${arn}' cannot be ${what}`);
  }
  return findRule(elbv2, arn);
}
