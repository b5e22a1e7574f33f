import type { CreateServiceCommandInput, UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import { invalidParameter, notInSandbox } from './errors.js';

type ServiceParameters = Partial<CreateServiceCommandInput> & Partial<UpdateServiceCommandInput>;

/** Refuses what the sandbox would otherwise ignore. Throws InvalidParameterException. */
export function refuseServiceParameters(input: ServiceParameters): void {
  const { desiredCount, healthCheckGracePeriodSeconds: grace } = input;
  if (desiredCount !== undefined && (desiredCount < 0 || desiredCount > 5000)) throw invalidParameter('desiredCount must be between 0 and 5000.');
  if (grace !== undefined && grace < 0) throw invalidParameter('healthCheckGracePeriodSeconds must not be negative.');
  const controller = input.deploymentController?.type ?? 'ECS';
  if (controller !== 'ECS') throw notInSandbox(`deployment controller ${controller}`, 'Use ECS.');
  if ((input.schedulingStrategy ?? 'REPLICA') !== 'REPLICA') throw invalidParameter('The daemon scheduling strategy is not supported for Fargate tasks.');
  if (isFilled(input.placementConstraints) || isFilled(input.placementStrategy)) {
    throw invalidParameter('Placement strategies and constraints are not supported with FARGATE launch type.');
  }
  if (isFilled(input.serviceRegistries)) throw notInSandbox('serviceRegistries', 'There is no Cloud Map here; use a load balancer.');
  if (input.serviceConnectConfiguration?.enabled) throw notInSandbox('serviceConnectConfiguration', 'Use a load balancer.');
  if (isFilled(input.volumeConfigurations)) throw notInSandbox('volumeConfigurations', 'Containers have their own file system only.');
  if (isFilled(input.vpcLatticeConfigurations)) throw notInSandbox('vpcLatticeConfigurations', 'Use a load balancer.');
  if (isFilled(input.gatewayConnectors)) throw notInSandbox('gatewayConnectors', 'Use a load balancer.');
  if (input.role) {
    throw invalidParameter('You cannot specify an IAM role for services that require a service linked role.');
  }
}

function isFilled(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}
