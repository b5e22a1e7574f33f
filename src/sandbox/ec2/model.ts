/** The shapes in which EC2's network is stored. Times are milliseconds since the epoch. */
export type Tags = Readonly<Record<string, string>>;

export interface Vpc {
  readonly id: string;
  readonly cidr: string;
  readonly cidrAssociationId: string;
  readonly instanceTenancy: string;
  readonly dnsSupport: boolean;
  readonly dnsHostnames: boolean;
  readonly tags: Tags;
}

export interface Subnet {
  readonly id: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly zone: string;
  readonly mapPublicIp: boolean;
  readonly tags: Tags;
}

export interface InternetGateway {
  readonly id: string;
  readonly vpcId?: string;
  readonly tags: Tags;
}

export interface Route {
  readonly destination: { readonly cidr: string } | { readonly prefixListId: string };
  /** "local", igw-… or vpce-… */
  readonly gatewayId: string;
  readonly origin: 'CreateRouteTable' | 'CreateRoute';
}

export interface RouteTableAssociation {
  readonly id: string;
  /** Absent for the main association. */
  readonly subnetId?: string;
}

export interface RouteTable {
  readonly id: string;
  readonly vpcId: string;
  readonly routes: readonly Route[];
  readonly associations: readonly RouteTableAssociation[];
  readonly tags: Tags;
}

export type RulePeer =
  | { readonly cidr: string }
  | { readonly cidr6: string }
  | { readonly groupId: string }
  | { readonly prefixListId: string };

export interface SecurityGroupRule {
  readonly id: string;
  readonly egress: boolean;
  /** "tcp", "udp", "icmp", "icmpv6", "-1" or a protocol number. */
  readonly protocol: string;
  readonly from?: number;
  readonly to?: number;
  readonly peer: RulePeer;
  readonly description?: string;
  readonly tags: Tags;
}

export interface SecurityGroup {
  readonly id: string;
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  readonly rules: readonly SecurityGroupRule[];
  readonly tags: Tags;
}

export interface NetworkInterface {
  readonly id: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly zone: string;
  readonly privateIp: string;
  readonly mac: string;
  readonly groupIds: readonly string[];
  readonly description: string;
  readonly interfaceType: string;
  /** Who made it, when that was a service of AWS and not the customer. */
  readonly requesterId?: string;
  readonly attachmentId?: string;
  readonly createdAt: number;
  readonly tags: Tags;
}

export interface VpcEndpoint {
  readonly id: string;
  readonly vpcId: string;
  readonly type: 'Gateway' | 'Interface';
  readonly serviceName: string;
  readonly policy: string;
  readonly routeTableIds: readonly string[];
  readonly subnetIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly interfaceIds: readonly string[];
  readonly privateDns: boolean;
  readonly dnsNames: readonly { readonly name: string; readonly hostedZoneId: string }[];
  readonly createdAt: number;
  /** Pending before that moment. */
  readonly availableAt: number;
  /** Being deleted; gone after that moment. */
  readonly goneAt?: number;
  readonly tags: Tags;
}
