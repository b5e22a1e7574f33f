import type {
  PutClusterCapacityProvidersCommandInput,
  PutClusterCapacityProvidersCommandOutput,
  UpdateClusterCommandInput,
  UpdateClusterCommandOutput,
  UpdateClusterSettingsCommandInput,
  UpdateClusterSettingsCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import { checkCapacityProviders } from '../check-placement.js';
import type { Ecs } from '../ecs.js';
import { findCluster } from '../find.js';
import { presentCluster } from '../present-cluster.js';

export function updateCluster(ecs: Ecs): Handler<UpdateClusterCommandInput, UpdateClusterCommandOutput> {
  return ({ cluster: reference, settings, configuration, serviceConnectDefaults }) => {
    const { name } = findCluster(ecs, reference);
    const cluster = ecs.state.clusters.update(name, {
      ...(settings && { settings }),
      ...(configuration && { configuration }),
      ...(serviceConnectDefaults && { serviceConnectDefaults }),
    });
    return { cluster: presentCluster(ecs.state, cluster, ['SETTINGS', 'CONFIGURATIONS']) };
  };
}

export function updateClusterSettings(ecs: Ecs): Handler<UpdateClusterSettingsCommandInput, UpdateClusterSettingsCommandOutput> {
  return ({ cluster: reference, settings }) => {
    const { name } = findCluster(ecs, reference);
    const cluster = ecs.state.clusters.update(name, { settings: settings ?? [] });
    return { cluster: presentCluster(ecs.state, cluster, ['SETTINGS']) };
  };
}

export function putClusterCapacityProviders(
  ecs: Ecs,
): Handler<PutClusterCapacityProvidersCommandInput, PutClusterCapacityProvidersCommandOutput> {
  return ({ cluster: reference, capacityProviders = [], defaultCapacityProviderStrategy = [] }) => {
    const { name } = findCluster(ecs, reference);
    checkCapacityProviders(capacityProviders, defaultCapacityProviderStrategy);
    const cluster = ecs.state.clusters.update(name, { capacityProviders, defaultCapacityProviderStrategy });
    return { cluster: presentCluster(ecs.state, cluster) };
  };
}
