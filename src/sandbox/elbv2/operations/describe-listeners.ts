import type { DescribeListenersCommandInput, DescribeListenersCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { describedListener } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { listenerNotFound, validationError } from '../errors.js';
import { findLoadBalancer } from '../find.js';
import { page } from '../page.js';

export function describeListeners(elbv2: Elbv2): Handler<DescribeListenersCommandInput, DescribeListenersCommandOutput> {
  return ({ LoadBalancerArn, ListenerArns: arns = [], ...paging }) => {
    if (LoadBalancerArn === undefined && arns.length === 0) throw validationError('You must specify either listener ARNs or a load balancer ARN');
    if (!arns.every((arn) => elbv2.listeners.has(arn))) throw listenerNotFound();
    const loadBalancer = LoadBalancerArn === undefined ? undefined : findLoadBalancer(elbv2, LoadBalancerArn).arn;
    const wanted = elbv2.listeners
      .values()
      .filter((one) => (arns.length === 0 || arns.includes(one.arn)) && (loadBalancer === undefined || one.loadBalancerArn === loadBalancer));
    const { items, next } = page(wanted, paging);
    return { Listeners: items.map(describedListener), NextMarker: next };
  };
}
