import type { TargetGroupAttribute } from '@aws-sdk/client-elastic-load-balancing-v2';
import { changeAttributes, number, oneOf, only, type AttributeRules } from './attributes.js';

const rules: AttributeRules = {
  'deregistration_delay.timeout_seconds': number('300', 0, 3600),
  'load_balancing.algorithm.type': oneOf('round_robin', ['round_robin', 'least_outstanding_requests', 'weighted_random']),
  'load_balancing.algorithm.anomaly_mitigation': only('off'),
  'load_balancing.cross_zone.enabled': oneOf('use_load_balancer_configuration', ['use_load_balancer_configuration', 'true']),
  'slow_start.duration_seconds': only('0'),
  'stickiness.enabled': only('false'),
  'stickiness.type': oneOf('lb_cookie', ['lb_cookie', 'app_cookie']),
  'stickiness.lb_cookie.duration_seconds': number('86400', 1, 604_800),
  'stickiness.app_cookie.duration_seconds': number('86400', 1, 604_800),
  'stickiness.app_cookie.cookie_name': { initial: '', accepts: () => true },
  'target_group_health.dns_failover.minimum_healthy_targets.count': only('1'),
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': only('off'),
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': only('1'),
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': only('off'),
};

export const changeTargetGroupAttributes = (current: Readonly<Record<string, string>>, changes: readonly TargetGroupAttribute[]) =>
  changeAttributes('Target group', rules, current, changes);
