import type { CreateTargetGroupCommandInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { notInSandbox, requireRange, validationError } from './errors.js';
import type { StoredHealthCheck } from './model.js';

type HealthCheckInput = Pick<
  CreateTargetGroupCommandInput,
  | 'HealthCheckProtocol'
  | 'HealthCheckPort'
  | 'HealthCheckEnabled'
  | 'HealthCheckPath'
  | 'HealthCheckIntervalSeconds'
  | 'HealthCheckTimeoutSeconds'
  | 'HealthyThresholdCount'
  | 'UnhealthyThresholdCount'
  | 'Matcher'
>;

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const defaults: StoredHealthCheck = {
  path: '/',
  port: 'traffic-port',
  intervalSeconds: 30,
  timeoutSeconds: 5,
  healthyThreshold: 5,
  unhealthyThreshold: 2,
  codes: '200',
};

/** Health check settings of a request over those there are. */
export function readHealthCheck(input: HealthCheckInput, current: StoredHealthCheck = defaults): StoredHealthCheck {
  if (input.HealthCheckProtocol !== undefined && input.HealthCheckProtocol !== 'HTTP') throw notInSandbox(`health checks with protocol '${input.HealthCheckProtocol}', only 'HTTP'`);
  if (input.HealthCheckEnabled === false) throw validationError('Health check enabled must be true for target groups with target type ip or instance');
  if (input.Matcher?.GrpcCode !== undefined) throw notInSandbox('gRPC codes in a matcher');
  const health: StoredHealthCheck = {
    path: input.HealthCheckPath ?? current.path,
    port: input.HealthCheckPort ?? current.port,
    intervalSeconds: input.HealthCheckIntervalSeconds ?? current.intervalSeconds,
    timeoutSeconds: input.HealthCheckTimeoutSeconds ?? current.timeoutSeconds,
    healthyThreshold: input.HealthyThresholdCount ?? current.healthyThreshold,
    unhealthyThreshold: input.UnhealthyThresholdCount ?? current.unhealthyThreshold,
    codes: input.Matcher?.HttpCode ?? current.codes,
  };
  requireRange(health.intervalSeconds, 'healthCheckIntervalSeconds', 5, 300);
  requireRange(health.timeoutSeconds, 'healthCheckTimeoutSeconds', 2, 120);
  requireRange(health.healthyThreshold, 'healthyThresholdCount', 2, 10);
  requireRange(health.unhealthyThreshold, 'unhealthyThresholdCount', 2, 10);
  if (health.port !== 'traffic-port') requireRange(Number(health.port), 'healthCheckPort', 1, 65_535);
  if (health.timeoutSeconds >= health.intervalSeconds) throw validationError('Health check interval must be greater than the timeout.');
  if (!/^\/[\x21-\x7e]{0,1023}$/.test(health.path)) throw validationError(`Health check path '${health.path}' must start with '/' and have at most 1024 printable ASCII characters`);
  if (!isMatcher(health.codes)) throw validationError(`Health check matcher HTTP code '${health.codes}' must be within '200-499'`);
  return health;
}

function isMatcher(codes: string): boolean {
  return codes.split(',').every((part) => {
    const [low = 0, high = low] = /^\d{3}(-\d{3})?$/.test(part) ? part.split('-').map(Number) : [0];
    return low >= 200 && high <= 499 && low <= high;
  });
}
