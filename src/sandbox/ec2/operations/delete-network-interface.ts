import type { DeleteNetworkInterfaceCommandInput, DeleteNetworkInterfaceCommandOutput } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { invalidValue } from '../errors.js';

/** Deletes an interface. One that a service made and uses can only be deleted by that service. */
export function deleteNetworkInterface(ec2: Ec2): Handler<DeleteNetworkInterfaceCommandInput, DeleteNetworkInterfaceCommandOutput> {
  return ({ NetworkInterfaceId = '' }, request) => {
    const one = find(ec2.interfaces, 'interface', NetworkInterfaceId);
    if (one.attachmentId !== undefined && request.principal.kind !== 'service') {
      throw invalidValue(`Network interface '${one.id}' is currently in use.`);
    }
    ec2.interfaces.delete(one.id);
    return {};
  };
}
