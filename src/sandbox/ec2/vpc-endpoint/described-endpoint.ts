import type { State, VpcEndpoint as DescribedEndpoint } from '@aws-sdk/client-ec2';
import type { Ec2 } from '../ec2.js';
import type { VpcEndpoint } from '../model.js';
import { tagList } from '../tags.js';

export function endpointState(ec2: Ec2, endpoint: VpcEndpoint): 'pending' | 'available' | 'deleting' {
  if (endpoint.goneAt !== undefined) return 'deleting';
  return ec2.context.clock.now() < endpoint.availableAt ? 'pending' : 'available';
}

export function describedEndpoint(ec2: Ec2, endpoint: VpcEndpoint): DescribedEndpoint {
  return {
    VpcEndpointId: endpoint.id,
    VpcEndpointType: endpoint.type,
    VpcId: endpoint.vpcId,
    ServiceName: endpoint.serviceName,
    // AWS sends these in lower case, unlike the SDK's enum.
    State: endpointState(ec2, endpoint) as State,
    PolicyDocument: endpoint.policy,
    RouteTableIds: [...endpoint.routeTableIds],
    SubnetIds: [...endpoint.subnetIds],
    Groups: endpoint.groupIds.map((GroupId) => ({ GroupId, GroupName: ec2.groups.get(GroupId)?.name })),
    IpAddressType: endpoint.type === 'Interface' ? 'ipv4' : undefined,
    DnsOptions: endpoint.type === 'Interface' ? { DnsRecordIpType: 'ipv4' } : undefined,
    PrivateDnsEnabled: endpoint.privateDns,
    RequesterManaged: false,
    NetworkInterfaceIds: [...endpoint.interfaceIds],
    DnsEntries: endpoint.dnsNames.map(({ name, hostedZoneId }) => ({ DnsName: name, HostedZoneId: hostedZoneId })),
    CreationTimestamp: new Date(endpoint.createdAt),
    Tags: tagList(endpoint.tags),
    OwnerId: ec2.context.account.id,
  };
}
