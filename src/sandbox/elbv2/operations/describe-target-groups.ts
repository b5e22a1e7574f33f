import type { DescribeTargetGroupsCommandInput, DescribeTargetGroupsCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { describedTargetGroup } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { targetGroupNotFound, validationError } from '../errors.js';
import { findLoadBalancer, loadBalancersOf } from '../find.js';
import { page } from '../page.js';

export function describeTargetGroups(elbv2: Elbv2): Handler<DescribeTargetGroupsCommandInput, DescribeTargetGroupsCommandOutput> {
  return ({ LoadBalancerArn, TargetGroupArns: arns = [], Names: names = [], ...paging }) => {
    if ([LoadBalancerArn !== undefined, arns.length > 0, names.length > 0].filter(Boolean).length > 1) {
      throw validationError('Only one of a load balancer ARN, target group ARNs and target group names can be specified');
    }
    const all = elbv2.targetGroups.values();
    const known = (name: string) => all.some((one) => one.name === name);
    if (!arns.every((arn) => elbv2.targetGroups.has(arn)) || !names.every(known)) throw targetGroupNotFound();
    const loadBalancer = LoadBalancerArn === undefined ? undefined : findLoadBalancer(elbv2, LoadBalancerArn).arn;
    const wanted = all.filter(
      (one) =>
        (arns.length === 0 || arns.includes(one.arn)) &&
        (names.length === 0 || names.includes(one.name)) &&
        (loadBalancer === undefined || loadBalancersOf(elbv2, one.arn).includes(loadBalancer)),
    );
    const { items, next } = page(wanted, paging);
    return { TargetGroups: items.map((one) => describedTargetGroup(elbv2, one)), NextMarker: next };
  };
}
