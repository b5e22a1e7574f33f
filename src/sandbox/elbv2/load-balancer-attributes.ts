import type { LoadBalancerAttribute } from '@aws-sdk/client-elastic-load-balancing-v2';
import { changeAttributes, flag, number, oneOf, only, type AttributeRules } from './attributes.js';

const rules: AttributeRules = {
  'deletion_protection.enabled': flag('false'),
  'idle_timeout.timeout_seconds': number('60', 1, 4000),
  'client_keep_alive.seconds': number('3600', 60, 604_800),
  'routing.http.xff_header_processing.mode': oneOf('append', ['append', 'preserve', 'remove']),
  'routing.http.desync_mitigation_mode': oneOf('defensive', ['monitor', 'defensive', 'strictest']),
  'routing.http.drop_invalid_header_fields.enabled': flag('false'),
  'routing.http.preserve_host_header.enabled': flag('false'),
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': flag('false'),
  'routing.http2.enabled': flag('true'),
  'load_balancing.cross_zone.enabled': only('true'),
  'routing.http.xff_client_port.enabled': only('false'),
  'access_logs.s3.enabled': only('false'),
  'access_logs.s3.bucket': only(''),
  'access_logs.s3.prefix': only(''),
  'connection_logs.s3.enabled': only('false'),
  'connection_logs.s3.bucket': only(''),
  'connection_logs.s3.prefix': only(''),
  'health_check_logs.s3.enabled': only('false'),
  'health_check_logs.s3.bucket': only(''),
  'health_check_logs.s3.prefix': only(''),
  'waf.fail_open.enabled': flag('false'),
  'zonal_shift.config.enabled': only('false'),
  'ipv6.deny_all_igw_traffic': only('false'),
};

export const changeLoadBalancerAttributes = (current: Readonly<Record<string, string>>, changes: readonly LoadBalancerAttribute[]) =>
  changeAttributes('Load balancer', rules, current, changes);
