import type { ListServicesCommandInput, ListServicesCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import type { Ecs } from '../ecs.js';
import { findCluster } from '../find.js';
import { pageOf } from '../page.js';

/** The ACTIVE ones, ten a page as on AWS. */
export function listServices(ecs: Ecs): Handler<ListServicesCommandInput, ListServicesCommandOutput> {
  return ({ cluster: reference, launchType, schedulingStrategy, maxResults = 10, nextToken: token }) => {
    const cluster = findCluster(ecs, reference);
    const active = ecs.state.services.values().filter(({ clusterArn, status, deployments }) => {
      const fits = !launchType || deployments.some((each) => each.status === 'PRIMARY' && each.launchType === launchType);
      return clusterArn === cluster.arn && status === 'ACTIVE' && fits && schedulingStrategy !== 'DAEMON';
    });
    const { items: serviceArns, nextToken } = pageOf(active.map(({ arn }) => arn), { maxResults, nextToken: token });
    return { serviceArns, nextToken };
  };
}
