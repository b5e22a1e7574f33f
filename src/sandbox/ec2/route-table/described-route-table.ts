import type { RouteTable as DescribedRouteTable } from '@aws-sdk/client-ec2';
import type { Ec2 } from '../ec2.js';
import type { RouteTable } from '../model.js';
import { tagList } from '../tags.js';

export function describedRouteTable(ec2: Ec2, table: RouteTable): DescribedRouteTable {
  return {
    RouteTableId: table.id,
    VpcId: table.vpcId,
    OwnerId: ec2.context.account.id,
    PropagatingVgws: [],
    Associations: table.associations.map(({ id, subnetId }) => ({
      RouteTableAssociationId: id,
      RouteTableId: table.id,
      SubnetId: subnetId,
      Main: subnetId === undefined,
      AssociationState: { State: 'associated' },
    })),
    Routes: table.routes.map(({ destination, gatewayId, origin }) => ({
      DestinationCidrBlock: 'cidr' in destination ? destination.cidr : undefined,
      DestinationPrefixListId: 'prefixListId' in destination ? destination.prefixListId : undefined,
      GatewayId: gatewayId,
      Origin: origin,
      State: 'active',
    })),
    Tags: tagList(table.tags),
  };
}
