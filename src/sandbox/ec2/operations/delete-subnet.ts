import type { DeleteSubnetCommandInput, DeleteSubnetCommandOutput } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { hasDependencies } from '../errors.js';
import { liveEndpoints } from '../vpc-endpoint/live-endpoints.js';

/** Deletes a subnet in which no network interface is left; its route table association goes with it. */
export function deleteSubnet(ec2: Ec2): Handler<DeleteSubnetCommandInput, DeleteSubnetCommandOutput> {
  return ({ SubnetId = '' }) => {
    const subnet = find(ec2.subnets, 'subnet', SubnetId);
    liveEndpoints(ec2);
    if (ec2.interfaces.values().some((one) => one.subnetId === subnet.id)) throw hasDependencies('subnet', subnet.id);
    for (const table of ec2.routeTables.values()) {
      const associations = table.associations.filter((association) => association.subnetId !== subnet.id);
      if (associations.length < table.associations.length) ec2.routeTables.update(table.id, { associations });
    }
    ec2.subnets.delete(subnet.id);
    return {};
  };
}
