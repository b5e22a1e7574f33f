import type { SetRulePrioritiesCommandInput, SetRulePrioritiesCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { describedRule } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { priorityInUse, requireRange, validationError } from '../errors.js';
import { findRule, rulesOf } from '../find.js';
import { findChangeableRule } from '../find-changeable-rule.js';
import { publishListener } from '../publish.js';
import { lowestPriority } from './create-rule.js';

/** All at once, so that two rules can change places. */
export function setRulePriorities(elbv2: Elbv2): Handler<SetRulePrioritiesCommandInput, SetRulePrioritiesCommandOutput> {
  return ({ RulePriorities = [] }) =>
    elbv2.inTurn(async () => {
      const wanted = new Map(
        RulePriorities.map(({ RuleArn, Priority }) => {
          if (Priority === undefined) throw validationError('A priority must be specified');
          requireRange(Priority, 'priority', 1, lowestPriority);
          return [findChangeableRule(elbv2, RuleArn, 'modified').arn, Priority];
        }),
      );
      const listenerArns = new Set([...wanted.keys()].map((arn) => findRule(elbv2, arn).listenerArn));
      if (listenerArns.size > 1) throw validationError('The rules must belong to the same listener');
      for (const listenerArn of listenerArns) {
        const priorities = rulesOf(elbv2, listenerArn).map(({ arn, priority }) => wanted.get(arn) ?? priority);
        const twice = priorities.find((priority, index) => priorities.indexOf(priority) !== index);
        if (twice !== undefined) throw priorityInUse(twice);
      }
      for (const [arn, priority] of wanted) elbv2.rules.update(arn, { priority });
      for (const listenerArn of listenerArns) await publishListener(elbv2, listenerArn);
      return { Rules: [...wanted.keys()].map((arn) => describedRule(findRule(elbv2, arn))) };
    });
}
