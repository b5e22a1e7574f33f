import type { SandboxContext } from '../context.js';
import type { Collection } from '../store/store.js';
import { notFound, type Kind } from './errors.js';
import type { InternetGateway, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint } from './model.js';

/** What every operation of EC2 works on. */
export interface Ec2 {
  readonly context: SandboxContext;
  readonly vpcs: Collection<Vpc>;
  readonly subnets: Collection<Subnet>;
  readonly gateways: Collection<InternetGateway>;
  readonly routeTables: Collection<RouteTable>;
  readonly groups: Collection<SecurityGroup>;
  readonly interfaces: Collection<NetworkInterface>;
  readonly endpoints: Collection<VpcEndpoint>;
}

export function openEc2(context: SandboxContext): Ec2 {
  const open = <T>(name: string) => context.store.collection<T>(`ec2.${name}`);
  return {
    context,
    vpcs: open('vpcs'),
    subnets: open('subnets'),
    gateways: open('internet-gateways'),
    routeTables: open('route-tables'),
    groups: open('security-groups'),
    interfaces: open('network-interfaces'),
    endpoints: open('vpc-endpoints'),
  };
}

/** The item with that id; throws the kind's NotFound (or Malformed) error. */
export function find<T>(collection: Collection<T>, kind: Kind, id: string): Readonly<T> {
  const item = collection.get(id);
  if (item === undefined) throw notFound(kind, id);
  return item;
}
