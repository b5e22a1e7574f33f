import type { DeleteTargetGroupCommandInput, DeleteTargetGroupCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import type { Elbv2 } from '../elbv2.js';
import { targetGroupInUse } from '../errors.js';
import { loadBalancersOf } from '../find.js';

/** Deletes a target group that no listener or rule leads to; one that is not there is as good as deleted. */
export function deleteTargetGroup(elbv2: Elbv2): Handler<DeleteTargetGroupCommandInput, DeleteTargetGroupCommandOutput> {
  return ({ TargetGroupArn: arn = '' }) => {
    if (!elbv2.targetGroups.has(arn)) return {};
    if (loadBalancersOf(elbv2, arn).length > 0) throw targetGroupInUse(arn);
    elbv2.targetGroups.delete(arn);
    elbv2.plane.removeTargetGroup(arn);
    return {};
  };
}
