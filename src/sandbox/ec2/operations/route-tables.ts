import type {
  CreateRouteTableCommandInput,
  CreateRouteTableCommandOutput,
  DeleteRouteTableCommandInput,
  DeleteRouteTableCommandOutput,
  DescribeRouteTablesCommandInput,
  DescribeRouteTablesCommandOutput,
} from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { hasDependencies } from '../errors.js';
import type { FilterTable } from '../filters.js';
import { newId } from '../ids.js';
import type { RouteTable } from '../model.js';
import { describedRouteTable } from '../route-table/described-route-table.js';
import { isMain } from '../route-table/is-main.js';
import { select } from '../select.js';
import { tagsOnCreate } from '../tags.js';

export function createRouteTable(ec2: Ec2): Handler<CreateRouteTableCommandInput, CreateRouteTableCommandOutput> {
  return (input, request) => {
    const vpc = find(ec2.vpcs, 'vpc', input.VpcId ?? '');
    const table: RouteTable = {
      id: newId('rtb'),
      vpcId: vpc.id,
      routes: [{ destination: { cidr: vpc.cidr }, gatewayId: 'local', origin: 'CreateRouteTable' }],
      associations: [],
      tags: tagsOnCreate(input.TagSpecifications, 'route-table', request),
    };
    ec2.routeTables.set(table.id, table);
    return { RouteTable: describedRouteTable(ec2, table), ClientToken: input.ClientToken };
  };
}

const filters = (ec2: Ec2): FilterTable<RouteTable> => ({
  'route-table-id': (table) => [table.id],
  'vpc-id': (table) => [table.vpcId],
  'owner-id': () => [ec2.context.account.id],
  'association.main': (table) => [String(isMain(table))],
  'association.route-table-association-id': (table) => table.associations.map((association) => association.id),
  'association.route-table-id': (table) => (table.associations.length > 0 ? [table.id] : []),
  'association.subnet-id': (table) => table.associations.map((association) => association.subnetId),
  'route.destination-cidr-block': (table) => table.routes.map(({ destination }) => ('cidr' in destination ? destination.cidr : undefined)),
  'route.destination-prefix-list-id': (table) =>
    table.routes.map(({ destination }) => ('prefixListId' in destination ? destination.prefixListId : undefined)),
  'route.gateway-id': (table) => table.routes.map((route) => route.gatewayId),
  'route.origin': (table) => table.routes.map((route) => route.origin),
  'route.state': () => ['active'],
});

export function describeRouteTables(ec2: Ec2): Handler<DescribeRouteTablesCommandInput, DescribeRouteTablesCommandOutput> {
  return (input) => {
    const { items, nextToken } = select(ec2.routeTables, 'routeTable', { ...input, ids: input.RouteTableIds }, filters(ec2));
    return { RouteTables: items.map((table) => describedRouteTable(ec2, table)), NextToken: nextToken };
  };
}

export function deleteRouteTable(ec2: Ec2): Handler<DeleteRouteTableCommandInput, DeleteRouteTableCommandOutput> {
  return ({ RouteTableId = '' }) => {
    const table = find(ec2.routeTables, 'routeTable', RouteTableId);
    if (table.associations.length > 0) throw hasDependencies('routeTable', table.id);
    for (const endpoint of ec2.endpoints.values()) {
      if (!endpoint.routeTableIds.includes(table.id)) continue;
      ec2.endpoints.update(endpoint.id, { routeTableIds: endpoint.routeTableIds.filter((id) => id !== table.id) });
    }
    ec2.routeTables.delete(table.id);
    return {};
  };
}
