import type { CreateServiceCommandInput, CreateServiceCommandOutput } from '@aws-sdk/client-ecs';
import { recordDeployment } from '../../scheduler/deployment-records.js';
import type { Cluster, Service } from '../../scheduler/model.js';
import { newDeployment } from '../../scheduler/new-deployment.js';
import type { Handler } from '../../service.js';
import { ecsArn } from '../arn.js';
import { checkDeploymentConfiguration } from '../check-deployment-configuration.js';
import { checkLoadBalancers } from '../check-load-balancers.js';
import { checkNetwork } from '../check-network.js';
import { choosePlacement } from '../check-placement.js';
import { refuseServiceParameters } from '../check-service-parameters.js';
import type { Ecs } from '../ecs.js';
import { clusterNotFound, invalidParameter } from '../errors.js';
import { clusterNameOf, findCluster, findUsableTaskDefinition } from '../find.js';
import { presentService } from '../present-service.js';
import { mergeTags } from '../tags.js';

export function createService(ecs: Ecs): Handler<CreateServiceCommandInput, CreateServiceCommandOutput> {
  return async (input, { principal }) => {
    const { context, state, scheduler } = ecs;
    const cluster = findClusterFor(ecs, input.cluster);
    const name = input.serviceName ?? '';
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw invalidParameter('Service name must be 1 to 255 characters long: letters, numbers, hyphens and underscores.');
    refuseServiceParameters(input);
    const arn = ecsArn(context, `service/${cluster.name}/${name}`);
    const existing = findExisting(ecs, arn, input.clientToken);
    if (existing) return { service: presentService(state, existing, ['TAGS']) };

    const taskDefinition = findUsableTaskDefinition(ecs, input.taskDefinition);
    const placement = choosePlacement(input, cluster, taskDefinition);
    const deploymentConfiguration = checkDeploymentConfiguration(input.deploymentConfiguration);
    const networkConfiguration = await checkNetwork(context, input.networkConfiguration);
    await checkLoadBalancers(context, input.loadBalancers ?? [], taskDefinition);
    const tags = mergeTags({}, input.tags);
    // While EC2 and ELB were asked, the same name may have been taken.
    const meanwhile = findExisting(ecs, arn, input.clientToken);
    if (meanwhile) return { service: presentService(state, meanwhile, ['TAGS']) };

    const deployment = newDeployment(context, arn, taskDefinition.arn, { ...placement, networkConfiguration });
    const service: Service = {
      arn,
      name,
      clusterArn: cluster.arn,
      status: 'ACTIVE',
      desiredCount: input.desiredCount ?? 1,
      loadBalancers: input.loadBalancers ?? [],
      deploymentConfiguration,
      healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds ?? (input.loadBalancers?.length ? 0 : undefined),
      deployments: [deployment],
      propagateTags: input.propagateTags,
      enableECSManagedTags: input.enableECSManagedTags ?? false,
      enableExecuteCommand: input.enableExecuteCommand ?? false,
      availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? 'ENABLED',
      createdAt: context.clock.now(),
      createdBy: principal.arn,
      clientToken: input.clientToken,
      saidUntilResolved: [],
      tags,
    };
    state.events.delete(arn);
    state.services.set(arn, service);
    recordDeployment(context, state, service, deployment);
    const answer = presentService(state, service, ['TAGS']);
    scheduler.wake(arn);
    return { service: answer };
  };
}

function findClusterFor(ecs: Ecs, reference = 'default'): Cluster {
  if (ecs.state.clusters.get(clusterNameOf(ecs, reference))?.status === 'INACTIVE') throw clusterNotFound('The referenced cluster was inactive.');
  return findCluster(ecs, reference);
}

/** The service that the same request has made before. Throws when the name is taken by another. */
function findExisting({ state }: Ecs, arn: string, clientToken: string | undefined): Service | undefined {
  const service = state.services.get(arn);
  if (!service || service.status === 'INACTIVE') return undefined;
  if (service.status === 'DRAINING') throw invalidParameter('Unable to Start a service that is still Draining.');
  if (clientToken !== undefined && service.clientToken === clientToken) return service;
  throw invalidParameter('Creation of service was not idempotent.');
}
