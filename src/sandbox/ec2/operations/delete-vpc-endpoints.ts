import type { DeleteVpcEndpointsCommandInput, DeleteVpcEndpointsCommandOutput } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import type { Ec2 } from '../ec2.js';
import { notFound } from '../errors.js';
import { liveEndpoints } from '../vpc-endpoint/live-endpoints.js';

/** How long AWS takes until the interfaces of an interface endpoint are gone. */
const interfaceEndpointMs = 60_000;

/** Deletes endpoints, each for itself: what cannot be deleted is listed in `Unsuccessful`. */
export function deleteVpcEndpoints(ec2: Ec2): Handler<DeleteVpcEndpointsCommandInput, DeleteVpcEndpointsCommandOutput> {
  return (input) => {
    const unsuccessful = (input.VpcEndpointIds ?? []).flatMap((id) => {
      if (!liveEndpoints(ec2).some((endpoint) => endpoint.id === id)) {
        const { code, message } = notFound('endpoint', id);
        return [{ ResourceId: id, Error: { Code: code, Message: message } }];
      }
      deleteEndpoint(ec2, id);
      return [];
    });
    return { Unsuccessful: unsuccessful };
  };
}

function deleteEndpoint(ec2: Ec2, id: string): void {
  for (const table of ec2.routeTables.values()) {
    const routes = table.routes.filter((route) => route.gatewayId !== id);
    if (routes.length < table.routes.length) ec2.routeTables.update(table.id, { routes });
  }
  const endpoint = ec2.endpoints.get(id);
  if (endpoint?.type !== 'Interface') ec2.endpoints.delete(id);
  else if (endpoint.goneAt === undefined) {
    ec2.endpoints.update(id, { goneAt: ec2.context.clock.now() + ec2.context.pace.ms(interfaceEndpointMs), privateDns: false });
  }
}
