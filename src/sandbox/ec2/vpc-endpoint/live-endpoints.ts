import type { Ec2 } from '../ec2.js';
import type { VpcEndpoint } from '../model.js';

/**
 * The endpoints that exist now. Those whose deletion has ended meanwhile go here, with their interfaces: whoever
 * looks at what depends on endpoints looks through this.
 */
export function liveEndpoints(ec2: Ec2): VpcEndpoint[] {
  const now = ec2.context.clock.now();
  for (const endpoint of ec2.endpoints.values()) {
    if (endpoint.goneAt === undefined || endpoint.goneAt > now) continue;
    for (const id of endpoint.interfaceIds) ec2.interfaces.delete(id);
    ec2.endpoints.delete(endpoint.id);
  }
  return ec2.endpoints.values();
}
