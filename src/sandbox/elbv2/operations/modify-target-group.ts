import type { ModifyTargetGroupCommandInput, ModifyTargetGroupCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { describedTargetGroup } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { findTargetGroup } from '../find.js';
import { readHealthCheck } from '../health-check.js';
import { publishTargetGroup } from '../publish.js';

export function modifyTargetGroup(elbv2: Elbv2): Handler<ModifyTargetGroupCommandInput, ModifyTargetGroupCommandOutput> {
  return (input) => {
    const { arn, health } = findTargetGroup(elbv2, input.TargetGroupArn);
    const changed = elbv2.targetGroups.update(arn, { health: readHealthCheck(input, health) });
    publishTargetGroup(elbv2, changed);
    return { TargetGroups: [describedTargetGroup(elbv2, changed)] };
  };
}
