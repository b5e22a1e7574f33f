import type { CreateRouteCommandInput, CreateRouteCommandOutput, DeleteRouteCommandInput, DeleteRouteCommandOutput } from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { formatCidr, parseCidr } from '../cidr.js';
import { find, type Ec2 } from '../ec2.js';
import { invalidValue, missingParameter } from '../errors.js';
import type { Route, RouteTable } from '../model.js';
import { refuseUnsupported } from '../refuse-unsupported.js';

/** Adds a route to an internet gateway; other targets are refused by name. */
export function createRoute(ec2: Ec2): Handler<CreateRouteCommandInput, CreateRouteCommandOutput> {
  return (input) => {
    refuseUnsupported(input, [
      'DestinationIpv6CidrBlock',
      'DestinationPrefixListId',
      'VpcEndpointId',
      'TransitGatewayId',
      'LocalGatewayId',
      'CarrierGatewayId',
      'CoreNetworkArn',
      'EgressOnlyInternetGatewayId',
      'InstanceId',
      'NetworkInterfaceId',
      'VpcPeeringConnectionId',
      'NatGatewayId',
    ]);
    const table = find(ec2.routeTables, 'routeTable', input.RouteTableId ?? '');
    const cidr = readDestination(input.DestinationCidrBlock);
    if (input.GatewayId === undefined) throw missingParameter('gatewayId');
    const gateway = ec2.gateways.get(input.GatewayId);
    if (!gateway) throw new AwsError('InvalidGatewayID.NotFound', `The gateway ID '${input.GatewayId}' does not exist`);
    if (gateway.vpcId !== table.vpcId) {
      throw invalidValue(`route table ${table.id} and network gateway ${gateway.id} belong to different networks`);
    }
    const existing = table.routes.find((route) => leadsTo(route, cidr));
    if (existing && existing.gatewayId !== gateway.id) {
      throw new AwsError('RouteAlreadyExists', `The route identified by ${cidr} already exists.`);
    }
    if (!existing) {
      const route: Route = { destination: { cidr }, gatewayId: gateway.id, origin: 'CreateRoute' };
      ec2.routeTables.update(table.id, { routes: [...table.routes, route] });
    }
    return { Return: true };
  };
}

export function deleteRoute(ec2: Ec2): Handler<DeleteRouteCommandInput, DeleteRouteCommandOutput> {
  return (input) => {
    refuseUnsupported(input, ['DestinationIpv6CidrBlock', 'DestinationPrefixListId']);
    const table = find(ec2.routeTables, 'routeTable', input.RouteTableId ?? '');
    const cidr = readDestination(input.DestinationCidrBlock);
    const route = requireRoute(table, cidr);
    if (route.gatewayId === 'local') throw invalidValue(`cannot remove local route ${cidr} in route table ${table.id}`);
    ec2.routeTables.update(table.id, { routes: table.routes.filter((other) => other !== route) });
    return {};
  };
}

function readDestination(text: string | undefined): string {
  if (text === undefined) throw missingParameter('destinationCidrBlock');
  const cidr = parseCidr(text);
  if (!cidr) throw invalidValue(`Value (${text}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`);
  return formatCidr(cidr);
}

function leadsTo({ destination }: Route, cidr: string): boolean {
  return 'cidr' in destination && destination.cidr === cidr;
}

function requireRoute(table: RouteTable, cidr: string): Route {
  const route = table.routes.find((candidate) => leadsTo(candidate, cidr));
  if (route) return route;
  throw new AwsError('InvalidRoute.NotFound', `no route with destination-cidr-block ${cidr} in route table ${table.id}`);
}
