import type { CapacityProviderStrategyItem, LaunchType } from '@aws-sdk/client-ecs';
import type { Cluster, Placement, TaskDefinition } from '../scheduler/model.js';
import { invalidParameter, notInSandbox } from './errors.js';

export const fargateProviders: readonly string[] = ['FARGATE', 'FARGATE_SPOT'];

export function checkCapacityProviders(names: readonly string[] = [], strategy: readonly CapacityProviderStrategyItem[] = []): void {
  const unknown = [...names, ...strategy.map(({ capacityProvider = '' }) => capacityProvider)].find((name) => !fargateProviders.includes(name));
  if (unknown !== undefined) throw invalidParameter(`The specified capacity provider '${unknown}' was not found.`);
  const missing = strategy.find(({ capacityProvider = '' }) => !names.includes(capacityProvider));
  if (missing) {
    throw invalidParameter(`The capacity provider ${missing.capacityProvider ?? ''} of the strategy is not associated with the cluster.`);
  }
}

export interface PlacementRequest {
  readonly launchType?: LaunchType;
  readonly capacityProviderStrategy?: readonly CapacityProviderStrategyItem[];
  readonly platformVersion?: string;
}

/** Where the tasks go: on Fargate, or a refusal. */
export function choosePlacement(
  request: PlacementRequest,
  cluster: Cluster,
  { definition }: TaskDefinition,
): Omit<Placement, 'networkConfiguration'> {
  const { launchType, platformVersion = 'LATEST' } = request;
  if (launchType !== undefined && request.capacityProviderStrategy && request.capacityProviderStrategy.length > 0) {
    throw invalidParameter('Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.');
  }
  const strategy = request.capacityProviderStrategy ?? (launchType === undefined ? cluster.defaultCapacityProviderStrategy : []);
  for (const { capacityProvider = '' } of strategy) {
    if (!fargateProviders.includes(capacityProvider)) throw invalidParameter(`The specified capacity provider '${capacityProvider}' was not found.`);
    if (!cluster.capacityProviders.includes(capacityProvider)) {
      throw invalidParameter(`The capacity provider ${capacityProvider} is not associated with the cluster.`);
    }
  }
  if (strategy.length === 0 && launchType !== 'FARGATE') {
    throw notInSandbox(`launch type ${launchType ?? 'EC2 (the default)'}`, 'Pass launchType FARGATE.');
  }
  if (!['LATEST', '1.4.0'].includes(platformVersion)) {
    throw invalidParameter('The specified platform version does not satisfy the task definition’s required capabilities.');
  }
  if (definition.networkMode !== 'awsvpc' || !definition.requiresCompatibilities?.includes('FARGATE')) {
    throw invalidParameter('Task definition does not support launch_type FARGATE.');
  }
  return {
    ...(strategy.length > 0 ? { capacityProviderStrategy: strategy } : { launchType: 'FARGATE' }),
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
  };
}
