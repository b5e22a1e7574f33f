import { randomBytes } from 'node:crypto';
import type { CreateVpcEndpointCommandInput, CreateVpcEndpointCommandOutput } from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { invalidValue, missingParameter } from '../errors.js';
import { newId } from '../ids.js';
import type { Subnet, Vpc, VpcEndpoint } from '../model.js';
import { newNetworkInterface } from '../network-interface/new-network-interface.js';
import { refuseUnsupported } from '../refuse-unsupported.js';
import { tagsOnCreate } from '../tags.js';
import { describedEndpoint } from '../vpc-endpoint/described-endpoint.js';
import { endpointServices, prefixLists, type EndpointService } from '../vpc-endpoint/endpoint-services.js';
import { liveEndpoints } from '../vpc-endpoint/live-endpoints.js';

const everything = JSON.stringify({ Version: '2008-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] });

/** How long AWS takes until an interface endpoint is available. */
const interfaceEndpointMs = 90_000;

export function createVpcEndpoint(ec2: Ec2): Handler<CreateVpcEndpointCommandInput, CreateVpcEndpointCommandOutput> {
  return (input, request) => {
    refuseUnsupported(input, ['SubnetConfigurations', 'ServiceNetworkArn', 'ResourceConfigurationArn', 'ServiceRegion']);
    const vpc = find(ec2.vpcs, 'vpc', input.VpcId ?? '');
    const type = input.VpcEndpointType ?? 'Gateway';
    const service = findService(ec2, input.ServiceName, type);
    const now = ec2.context.clock.now();
    const base: VpcEndpoint = {
      id: newId('vpce'),
      vpcId: vpc.id,
      type: type === 'Interface' ? 'Interface' : 'Gateway',
      serviceName: service.name,
      policy: readPolicy(input.PolicyDocument),
      routeTableIds: [],
      subnetIds: [],
      groupIds: [],
      interfaceIds: [],
      privateDns: false,
      dnsNames: [],
      createdAt: now,
      availableAt: now,
      tags: tagsOnCreate(input.TagSpecifications, 'vpc-endpoint', request),
    };
    const endpoint = type === 'Interface' ? makeInterface(ec2, base, input, vpc, service) : makeGateway(ec2, base, input.RouteTableIds ?? []);
    ec2.endpoints.set(endpoint.id, endpoint);
    return { VpcEndpoint: describedEndpoint(ec2, endpoint), ClientToken: input.ClientToken };
  };
}

function findService(ec2: Ec2, name: string | undefined, type: string): EndpointService {
  if (name === undefined) throw missingParameter('serviceName');
  const service = endpointServices(ec2.context.account.region).find((candidate) => candidate.name === name);
  if (!service) throw new AwsError('InvalidServiceName', `The Vpc Endpoint Service '${name}' does not exist`);
  if (!service.types.some((possible) => possible === type)) {
    throw new AwsError('InvalidParameter', `Endpoint type (${type}) does not match available service types ([${service.types.join(', ')}]).`);
  }
  return service;
}

function readPolicy(text: string | undefined): string {
  if (text === undefined) return everything;
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new AwsError('InvalidPolicyDocument', 'Policy document is not valid JSON.');
  }
}

function makeGateway(ec2: Ec2, endpoint: VpcEndpoint, routeTableIds: readonly string[]): VpcEndpoint {
  const list = prefixLists(ec2.context.account.region).find(({ name }) => name === endpoint.serviceName);
  if (!list) throw new Error(`No prefix list for ${endpoint.serviceName}`);
  const tables = [...new Set(routeTableIds)].map((id) => find(ec2.routeTables, 'routeTable', id));
  for (const table of tables) {
    if (table.vpcId !== endpoint.vpcId) throw new AwsError('InvalidParameter', `Route table ${table.id} does not belong to VPC ${endpoint.vpcId}`);
    if (table.routes.some(({ destination }) => 'prefixListId' in destination && destination.prefixListId === list.id)) {
      throw new AwsError('RouteAlreadyExists', `route table ${table.id} already has a route with destination-prefix-list-id ${list.id}`);
    }
  }
  for (const table of tables) {
    const route = { destination: { prefixListId: list.id }, gatewayId: endpoint.id, origin: 'CreateRoute' as const };
    ec2.routeTables.update(table.id, { routes: [...table.routes, route] });
  }
  return { ...endpoint, routeTableIds: tables.map((table) => table.id) };
}

function makeInterface(ec2: Ec2, endpoint: VpcEndpoint, input: CreateVpcEndpointCommandInput, vpc: Vpc, service: EndpointService): VpcEndpoint {
  const privateDns = input.PrivateDnsEnabled ?? false;
  if (privateDns) refusePrivateDns(ec2, vpc, service);
  const subnets = [...new Set(input.SubnetIds ?? [])].map((id) => find(ec2.subnets, 'subnet', id));
  refuseSubnets(subnets, vpc);
  const interfaces = subnets.map((subnet) =>
    newNetworkInterface(ec2, {
      subnetId: subnet.id,
      groupIds: input.SecurityGroupIds ?? [],
      description: `VPC Endpoint Interface ${endpoint.id}`,
      interfaceType: 'vpc_endpoint',
      requesterId: 'amazon-aws',
      tags: {},
    }),
  );
  const hostedZoneId = `Z${randomBytes(7).toString('hex').toUpperCase()}`;
  const label = service.name.split('.').slice(3).reverse().join('.');
  const suffix = `${label}.${ec2.context.account.region}.vpce.amazonaws.com`;
  const unique = `${endpoint.id}-${randomBytes(4).toString('hex')}`;
  const names = [`${unique}.${suffix}`, ...subnets.map((subnet) => `${unique}-${subnet.zone}.${suffix}`)];
  return {
    ...endpoint,
    subnetIds: subnets.map((subnet) => subnet.id),
    groupIds: interfaces[0]?.groupIds ?? input.SecurityGroupIds ?? [],
    interfaceIds: interfaces.map((one) => one.id),
    privateDns,
    dnsNames: [...names, ...(privateDns ? [service.privateDnsName] : [])].map((name) => ({ name, hostedZoneId })),
    availableAt: endpoint.createdAt + ec2.context.pace.ms(interfaceEndpointMs),
  };
}

function refusePrivateDns(ec2: Ec2, vpc: Vpc, service: EndpointService): void {
  if (!vpc.dnsSupport || !vpc.dnsHostnames) {
    throw new AwsError('InvalidParameter', `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc.id}`);
  }
  if (liveEndpoints(ec2).some((other) => other.vpcId === vpc.id && other.serviceName === service.name && other.privateDns)) {
    throw new AwsError(
      'InvalidParameter',
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service.privateDnsName} in the VPC ${vpc.id}`,
    );
  }
}

function refuseSubnets(subnets: readonly Subnet[], vpc: Vpc): void {
  const zones = new Set<string>();
  for (const subnet of subnets) {
    if (subnet.vpcId !== vpc.id) throw invalidValue(`Subnet ${subnet.id} does not belong to VPC ${vpc.id}`);
    if (zones.has(subnet.zone)) {
      throw new AwsError(
        'DuplicateSubnetsInSameZone',
        `Found another VPC endpoint subnet in the availability zone of ${subnet.id}. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.`,
      );
    }
    zones.add(subnet.zone);
  }
}
