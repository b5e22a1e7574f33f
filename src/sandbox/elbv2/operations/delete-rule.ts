import type { DeleteRuleCommandInput, DeleteRuleCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import type { Elbv2 } from '../elbv2.js';
import { findChangeableRule } from '../find-changeable-rule.js';
import { publishListener } from '../publish.js';

export function deleteRule(elbv2: Elbv2): Handler<DeleteRuleCommandInput, DeleteRuleCommandOutput> {
  return ({ RuleArn }) =>
    elbv2.inTurn(async () => {
      const { arn, listenerArn } = findChangeableRule(elbv2, RuleArn, 'deleted');
      elbv2.rules.delete(arn);
      await publishListener(elbv2, listenerArn);
      return {};
    });
}
