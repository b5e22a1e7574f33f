import type { DescribeLoadBalancersCommandInput, DescribeLoadBalancersCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { isLoadBalancerArn } from '../arn.js';
import { describedLoadBalancer } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { loadBalancerNotFound, validationError } from '../errors.js';
import { page } from '../page.js';

export function describeLoadBalancers(elbv2: Elbv2): Handler<DescribeLoadBalancersCommandInput, DescribeLoadBalancersCommandOutput> {
  return ({ LoadBalancerArns: arns = [], Names: names = [], ...paging }) => {
    if (arns.length > 0 && names.length > 0) throw validationError('Load balancer names and load balancer ARNs cannot be specified at the same time');
    const malformed = arns.find((arn) => !isLoadBalancerArn(arn));
    if (malformed !== undefined) throw validationError(`'${malformed}' is not a valid load balancer ARN`);
    const all = elbv2.loadBalancers.values();
    const missing = [...arns.filter((arn) => !elbv2.loadBalancers.has(arn)), ...names.filter((name) => !all.some((one) => one.name === name))];
    if (missing.length > 0) throw loadBalancerNotFound(missing);
    const wanted = all.filter((one) => (arns.length === 0 || arns.includes(one.arn)) && (names.length === 0 || names.includes(one.name)));
    const { items, next } = page(wanted, paging);
    return { LoadBalancers: items.map((one) => describedLoadBalancer(elbv2, one)), NextMarker: next };
  };
}
