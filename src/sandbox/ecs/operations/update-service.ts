import type { UpdateServiceCommandInput, UpdateServiceCommandOutput } from '@aws-sdk/client-ecs';
import { recordDeployment } from '../../scheduler/deployment-records.js';
import type { Service } from '../../scheduler/model.js';
import { newDeployment, withNewPrimary } from '../../scheduler/new-deployment.js';
import type { Handler } from '../../service.js';
import { checkDeploymentConfiguration } from '../check-deployment-configuration.js';
import { checkLoadBalancers } from '../check-load-balancers.js';
import { checkNetwork } from '../check-network.js';
import { choosePlacement } from '../check-placement.js';
import { refuseServiceParameters } from '../check-service-parameters.js';
import type { Ecs } from '../ecs.js';
import { serviceNotActive } from '../errors.js';
import { findCluster, findService, findTaskDefinition, findUsableTaskDefinition } from '../find.js';
import { presentService } from '../present-service.js';

/** What is about the tasks themselves begins a new deployment; numbers (desired count, percentages) do not. */
export function updateService(ecs: Ecs): Handler<UpdateServiceCommandInput, UpdateServiceCommandOutput> {
  return async (input) => {
    const { context, state, scheduler } = ecs;
    const cluster = findCluster(ecs, input.cluster);
    const { arn, ...asked } = findService(ecs, cluster, input.service ?? '');
    const primary = asked.deployments.find(({ status }) => status === 'PRIMARY');
    if (asked.status !== 'ACTIVE' || !primary) throw serviceNotActive();
    refuseServiceParameters(input);

    const taskDefinition =
      input.taskDefinition === undefined ? findTaskDefinition(ecs, primary.taskDefinitionArn) : findUsableTaskDefinition(ecs, input.taskDefinition);
    const replaces = input.capacityProviderStrategy !== undefined && input.capacityProviderStrategy.length > 0;
    const placement = choosePlacement(
      {
        platformVersion: input.platformVersion,
        ...(replaces
          ? { capacityProviderStrategy: input.capacityProviderStrategy }
          : { launchType: primary.launchType, capacityProviderStrategy: primary.capacityProviderStrategy }),
      },
      cluster,
      taskDefinition,
    );
    const deploymentConfiguration = checkDeploymentConfiguration(input.deploymentConfiguration, asked.deploymentConfiguration);
    const networkConfiguration = input.networkConfiguration ? await checkNetwork(context, input.networkConfiguration) : primary.networkConfiguration;
    const loadBalancers = input.loadBalancers ?? asked.loadBalancers;
    await checkLoadBalancers(context, loadBalancers, taskDefinition);

    const current = state.services.get(arn);
    if (current?.status !== 'ACTIVE') throw serviceNotActive();
    const changed: Service = {
      ...current,
      desiredCount: input.desiredCount ?? current.desiredCount,
      deploymentConfiguration,
      loadBalancers,
      healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds ?? current.healthCheckGracePeriodSeconds,
      propagateTags: input.propagateTags ?? current.propagateTags,
      enableECSManagedTags: input.enableECSManagedTags ?? current.enableECSManagedTags,
      enableExecuteCommand: input.enableExecuteCommand ?? current.enableExecuteCommand,
      availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? current.availabilityZoneRebalancing,
      saidUntilResolved: [],
      steadySince: undefined,
    };
    const begins = input.forceNewDeployment === true || taskDefinition.arn !== primary.taskDefinitionArn || changesTasks(input);
    const deployment = begins ? newDeployment(context, arn, taskDefinition.arn, { ...placement, networkConfiguration }) : undefined;
    const updated: Service = deployment
      ? { ...changed, deployments: withNewPrimary(changed, deployment) }
      : { ...changed, deployments: changed.deployments.map((each) => (each.status === 'PRIMARY' ? { ...each, updatedAt: context.clock.now() } : each)) };
    state.services.set(arn, updated);
    if (deployment) recordDeployment(context, state, updated, deployment);
    const answer = presentService(state, updated, ['TAGS']);
    scheduler.wake(arn);
    return { service: answer };
  };
}

function changesTasks(input: UpdateServiceCommandInput): boolean {
  const { networkConfiguration, platformVersion, loadBalancers, capacityProviderStrategy, enableExecuteCommand, propagateTags, enableECSManagedTags } = input;
  return [networkConfiguration, platformVersion, loadBalancers, capacityProviderStrategy, enableExecuteCommand, propagateTags, enableECSManagedTags].some(
    (value) => value !== undefined,
  );
}
