import type { LedgerResource } from '../ledger.js';
import { names } from '../names.js';
import type { StepContext } from '../types.js';

/** The ARN of something in the account that can bear tags; undefined: it is not there, or of a kind without. */
export async function arnOf({ kind, id }: LedgerResource, { aws }: StepContext): Promise<string | undefined> {
  switch (kind) {
    case 'table':
      return (await aws.tables.find(id))?.arn;
    case 'repository':
      return (await aws.repositories.find(id))?.arn;
    case 'cluster':
      return await active(aws.clusters.find(id));
    case 'service': {
      const [cluster = '', name = ''] = id.split('/');
      return await active(aws.services.find(cluster, name));
    }
    case 'role':
      return (await aws.roles.find(id))?.arn;
    case 'task-definition':
      return (await aws.taskDefinitions.find(id))?.arn;
    case 'target-group':
      return (await aws.loadBalancers.findTargetGroup(id))?.arn;
    case 'listener': {
      if (id.startsWith('arn:')) return (await aws.loadBalancers.listener(id))?.arn;
      const balancer = await aws.loadBalancers.find(names.loadBalancer);
      if (balancer === undefined) return undefined;
      return (await aws.loadBalancers.listeners(balancer.arn)).find(({ port }) => id === `${names.loadBalancer}:${port}`)?.arn;
    }
    default:
      return undefined;
  }
}

/** Leftovers that ECS keeps showing for a while bear no tags any more. */
async function active(look: Promise<{ readonly arn: string; readonly status: string } | undefined>): Promise<string | undefined> {
  const found = await look;
  return found === undefined || found.status === 'INACTIVE' ? undefined : found.arn;
}
