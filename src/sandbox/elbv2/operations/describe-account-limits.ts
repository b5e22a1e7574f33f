import type { DescribeAccountLimitsCommandInput, DescribeAccountLimitsCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { page } from '../page.js';

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const limits: Readonly<Record<string, number>> = {
  'application-load-balancers': 50,
  'target-groups': 3000,
  'targets-per-application-load-balancer': 1000,
  'targets-per-target-group': 1000,
  'listeners-per-application-load-balancer': 50,
  'rules-per-application-load-balancer': 100,
  'condition-values-per-alb-rule': 5,
  'condition-wildcards-per-alb-rule': 6,
  'target-groups-per-application-load-balancer': 100,
  'target-groups-per-action-on-application-load-balancer': 5,
  'certificates-per-application-load-balancer': 25,
};

export function describeAccountLimits(): Handler<DescribeAccountLimitsCommandInput, DescribeAccountLimitsCommandOutput> {
  return (paging) => {
    const { items, next } = page(Object.entries(limits), paging);
    return { Limits: items.map(([Name, max]) => ({ Name, Max: String(max) })), NextMarker: next };
  };
}
