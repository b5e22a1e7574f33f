import type {
  AssociateRouteTableCommandInput,
  AssociateRouteTableCommandOutput,
  DisassociateRouteTableCommandInput,
  DisassociateRouteTableCommandOutput,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { invalidValue, missingParameter, notFound } from '../errors.js';
import { newId } from '../ids.js';
import { refuseUnsupported } from '../refuse-unsupported.js';

/** Associates a subnet with a route table. Asked again, it answers the association that is there. */
export function associateRouteTable(ec2: Ec2): Handler<AssociateRouteTableCommandInput, AssociateRouteTableCommandOutput> {
  return (input) => {
    refuseUnsupported(input, ['GatewayId', 'PublicIpv4Pool']);
    const table = find(ec2.routeTables, 'routeTable', input.RouteTableId ?? '');
    if (input.SubnetId === undefined) throw missingParameter('subnetId');
    const subnet = find(ec2.subnets, 'subnet', input.SubnetId);
    if (subnet.vpcId !== table.vpcId) throw invalidValue(`Route table ${table.id} and subnet ${subnet.id} belong to different networks`);
    for (const other of ec2.routeTables.values()) {
      const existing = other.associations.find((association) => association.subnetId === subnet.id);
      if (existing && other.id === table.id) return { AssociationId: existing.id, AssociationState: { State: 'associated' } };
      if (existing) {
        throw new AwsError('Resource.AlreadyAssociated', `the specified association for route table ${table.id} conflicts with an existing association`);
      }
    }
    const association = { id: newId('rtbassoc'), subnetId: subnet.id };
    ec2.routeTables.update(table.id, { associations: [...table.associations, association] });
    return { AssociationId: association.id, AssociationState: { State: 'associated' } };
  };
}

export function disassociateRouteTable(ec2: Ec2): Handler<DisassociateRouteTableCommandInput, DisassociateRouteTableCommandOutput> {
  return ({ AssociationId = '' }) => {
    for (const table of ec2.routeTables.values()) {
      const association = table.associations.find((candidate) => candidate.id === AssociationId);
      if (!association) continue;
      if (association.subnetId === undefined) throw invalidValue(`cannot disassociate the main route table association ${AssociationId}`);
      ec2.routeTables.update(table.id, { associations: table.associations.filter((other) => other !== association) });
      return {};
    }
    throw notFound('association', AssociationId);
  };
}
