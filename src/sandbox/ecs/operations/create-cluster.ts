import type { CreateClusterCommandInput, CreateClusterCommandOutput } from '@aws-sdk/client-ecs';
import { ensureServiceLinkedRole } from '../../ensure-service-linked-role.js';
import type { Handler } from '../../service.js';
import { ecsArn } from '../arn.js';
import { checkCapacityProviders } from '../check-placement.js';
import { accountSetting } from '../account-settings.js';
import type { Ecs } from '../ecs.js';
import { invalidParameter } from '../errors.js';
import { presentCluster } from '../present-cluster.js';
import { mergeTags } from '../tags.js';

/** A cluster that is ACTIVE already is answered as it is. The service-linked role comes into being with the first one. */
export function createCluster(ecs: Ecs): Handler<CreateClusterCommandInput, CreateClusterCommandOutput> {
  return async (input) => {
    const { context, state } = ecs;
    const name = input.clusterName ?? 'default';
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
      throw invalidParameter('Cluster name must be 1 to 255 characters long: letters, numbers, hyphens and underscores.');
    }
    checkCapacityProviders(input.capacityProviders, input.defaultCapacityProviderStrategy);
    await ensureServiceLinkedRole(context, ownRole);

    const existing = state.clusters.get(name);
    if (existing?.status === 'ACTIVE') return { cluster: presentCluster(state, existing, ['SETTINGS', 'TAGS', 'CONFIGURATIONS']) };
    const cluster = {
      arn: ecsArn(context, `cluster/${name}`),
      name,
      status: 'ACTIVE',
      capacityProviders: input.capacityProviders ?? [],
      defaultCapacityProviderStrategy: input.defaultCapacityProviderStrategy ?? [],
      settings: input.settings ?? [{ name: 'containerInsights', value: accountSetting(state, 'containerInsights') }],
      configuration: input.configuration,
      serviceConnectDefaults: input.serviceConnectDefaults,
      tags: mergeTags({}, input.tags),
    } as const;
    state.clusters.set(name, cluster);
    return { cluster: presentCluster(state, cluster, ['SETTINGS', 'TAGS', 'CONFIGURATIONS']) };
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html */
const ownRole = { name: 'ecs.amazonaws.com', role: 'AWSServiceRoleForECS' } as const;
