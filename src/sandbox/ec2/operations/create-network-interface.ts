import type { CreateNetworkInterfaceCommandInput, CreateNetworkInterfaceCommandOutput } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import type { Ec2 } from '../ec2.js';
import { describedInterface } from '../network-interface/described-interface.js';
import { newNetworkInterface } from '../network-interface/new-network-interface.js';
import { refuseUnsupported } from '../refuse-unsupported.js';
import { tagsOnCreate } from '../tags.js';

/**
 * Makes an interface. Asked by another service of the sandbox it is requester-managed and attached at once, as
 * the interfaces of load balancers and Fargate tasks are.
 */
export function createNetworkInterface(ec2: Ec2): Handler<CreateNetworkInterfaceCommandInput, CreateNetworkInterfaceCommandOutput> {
  return (input, request) => {
    refuseUnsupported(input, ['Ipv6Addresses', 'Ipv6AddressCount', 'Ipv4Prefixes', 'Ipv6Prefixes', 'PrivateIpAddresses', 'SecondaryPrivateIpAddressCount']);
    const description = input.Description ?? '';
    const one = newNetworkInterface(ec2, {
      subnetId: input.SubnetId ?? '',
      groupIds: input.Groups ?? [],
      description,
      privateIp: input.PrivateIpAddress,
      interfaceType: input.InterfaceType,
      requesterId: request.principal.kind === 'service' ? requesterOf(description) : undefined,
      tags: tagsOnCreate(input.TagSpecifications, 'network-interface', request),
    });
    return { NetworkInterface: describedInterface(ec2, one), ClientToken: input.ClientToken };
  };
}

/** Load balancing describes its interfaces "ELB app/NAME/ID"; everything else here belongs to ECS. */
function requesterOf(description: string): string {
  return description.startsWith('ELB ') ? 'amazon-elb' : 'amazon-ecs';
}
