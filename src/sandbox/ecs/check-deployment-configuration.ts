import type { DeploymentConfiguration } from '@aws-sdk/client-ecs';
import { invalidParameter, notInSandbox } from './errors.js';

/** Fills in the defaults of a rolling deployment; `old` is what an update leaves as it is. */
export function checkDeploymentConfiguration(given: DeploymentConfiguration = {}, old: DeploymentConfiguration = {}): DeploymentConfiguration {
  if ((given.strategy ?? 'ROLLING') !== 'ROLLING') throw notInSandbox(`deployment strategy ${given.strategy ?? ''}`, 'Use ROLLING.');
  if (given.alarms?.enable) throw notInSandbox('deployment alarms', 'Use the deployment circuit breaker.');
  if (given.lifecycleHooks && given.lifecycleHooks.length > 0) throw notInSandbox('deployment lifecycle hooks', 'Leave them out.');
  const configuration: DeploymentConfiguration = {
    deploymentCircuitBreaker: given.deploymentCircuitBreaker ?? old.deploymentCircuitBreaker ?? { enable: false, rollback: false },
    maximumPercent: given.maximumPercent ?? old.maximumPercent ?? 200,
    minimumHealthyPercent: given.minimumHealthyPercent ?? old.minimumHealthyPercent ?? 100,
    strategy: 'ROLLING',
    bakeTimeInMinutes: 0,
  };
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = configuration;
  if (minimumHealthyPercent < 0 || maximumPercent < 0) throw invalidParameter('minimumHealthyPercent and maximumPercent must not be negative.');
  if (maximumPercent < minimumHealthyPercent) throw invalidParameter('maximumPercent cannot be less than minimumHealthyPercent.');
  if (minimumHealthyPercent === 0 && maximumPercent === 0) {
    throw invalidParameter('Both maximumPercent and minimumHealthyPercent cannot be 0 as this will block deployments.');
  }
  return configuration;
}
