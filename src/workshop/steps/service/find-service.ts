import type { Aws } from '../../../aws/aws.js';
import type { Service } from '../../../aws/services.js';
import { names } from '../../names.js';

/** The workshop's service. One that is draining or INACTIVE is the ghost of an earlier one, and counts as not there. */
export async function findService({ services }: Pick<Aws, 'services'>): Promise<Service | undefined> {
  const service = await services.find(names.cluster, names.service);
  return service?.status === 'ACTIVE' ? service : undefined;
}

/** "boyacky-taskdef:1" of its ARN. */
export function shortRevision(taskDefinitionArn: string): string {
  return taskDefinitionArn.split('/').at(-1) ?? taskDefinitionArn;
}
