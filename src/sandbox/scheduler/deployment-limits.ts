import type { DeploymentCircuitBreaker, DeploymentConfiguration } from '@aws-sdk/client-ecs';

export interface TaskLimits {
  /** At least so many tasks stay healthy during a deployment. */
  readonly lower: number;
  /** At most so many tasks run or are about to. */
  readonly upper: number;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
export function limitsOf(configuration: DeploymentConfiguration, desiredCount: number): TaskLimits {
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = configuration;
  return {
    lower: Math.ceil((desiredCount * minimumHealthyPercent) / 100),
    upper: Math.floor((desiredCount * maximumPercent) / 100),
  };
}

/** After so many failed tasks in a row the circuit breaker ends a deployment. */
export function breakerThresholdOf(breaker: DeploymentCircuitBreaker, desiredCount: number): number {
  const { type = 'BOUNDED_PERCENT', value = 50 } = breaker.thresholdConfiguration ?? {};
  if (type === 'COUNT') return Math.max(1, value);
  const share = Math.ceil((desiredCount * value) / 100);
  return type === 'UNBOUNDED_PERCENT' ? Math.max(1, share) : Math.min(200, Math.max(3, share));
}
