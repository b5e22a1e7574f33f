import type { DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput, Subnet as DescribedSubnet } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import { ec2Arn } from '../arn.js';
import type { Ec2 } from '../ec2.js';
import type { FilterTable } from '../filters.js';
import type { Subnet } from '../model.js';
import { freeAddressCount } from '../network-interface/addresses.js';
import { select } from '../select.js';
import { tagList } from '../tags.js';
import { zonesOf } from '../zones.js';

const filters = (ec2: Ec2): FilterTable<Subnet> => ({
  'subnet-id': (subnet) => [subnet.id],
  'vpc-id': (subnet) => [subnet.vpcId],
  'availability-zone': (subnet) => [subnet.zone],
  availabilityZone: (subnet) => [subnet.zone],
  'availability-zone-id': (subnet) => [zoneId(ec2, subnet)],
  availabilityZoneId: (subnet) => [zoneId(ec2, subnet)],
  'available-ip-address-count': (subnet) => [String(freeAddressCount(ec2, subnet))],
  cidr: (subnet) => [subnet.cidr],
  'cidr-block': (subnet) => [subnet.cidr],
  cidrBlock: (subnet) => [subnet.cidr],
  'default-for-az': () => ['false'],
  defaultForAz: () => ['false'],
  'map-public-ip-on-launch': (subnet) => [String(subnet.mapPublicIp)],
  'owner-id': () => [ec2.context.account.id],
  state: () => ['available'],
  'subnet-arn': (subnet) => [ec2Arn(ec2.context.account, 'subnet', subnet.id)],
});

export function describeSubnets(ec2: Ec2): Handler<DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput> {
  return (input) => {
    const { items, nextToken } = select(ec2.subnets, 'subnet', { ...input, ids: input.SubnetIds }, filters(ec2));
    return { Subnets: items.map((subnet) => describedSubnet(ec2, subnet)), NextToken: nextToken };
  };
}

export function describedSubnet(ec2: Ec2, subnet: Subnet): DescribedSubnet {
  return {
    SubnetId: subnet.id,
    SubnetArn: ec2Arn(ec2.context.account, 'subnet', subnet.id),
    OwnerId: ec2.context.account.id,
    VpcId: subnet.vpcId,
    CidrBlock: subnet.cidr,
    AvailabilityZone: subnet.zone,
    AvailabilityZoneId: zoneId(ec2, subnet),
    AvailableIpAddressCount: freeAddressCount(ec2, subnet),
    AssignIpv6AddressOnCreation: false,
    DefaultForAz: false,
    Ipv6CidrBlockAssociationSet: [],
    MapPublicIpOnLaunch: subnet.mapPublicIp,
    State: 'available',
    Tags: tagList(subnet.tags),
  };
}

function zoneId(ec2: Ec2, subnet: Subnet): string | undefined {
  return zonesOf(ec2.context.account).find((zone) => zone.name === subnet.zone)?.id;
}
