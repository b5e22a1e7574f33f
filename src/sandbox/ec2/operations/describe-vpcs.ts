import type { DescribeVpcsCommandInput, DescribeVpcsCommandOutput, Tenancy, Vpc as DescribedVpc } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import type { Ec2 } from '../ec2.js';
import type { FilterTable } from '../filters.js';
import type { Vpc } from '../model.js';
import { select } from '../select.js';
import { tagList } from '../tags.js';

const filters = (ec2: Ec2): FilterTable<Vpc> => ({
  'vpc-id': (vpc) => [vpc.id],
  cidr: (vpc) => [vpc.cidr],
  'cidr-block-association.cidr-block': (vpc) => [vpc.cidr],
  'dhcp-options-id': () => ['default'],
  'is-default': () => ['false'],
  isDefault: () => ['false'],
  'owner-id': () => [ec2.context.account.id],
  state: () => ['available'],
});

export function describeVpcs(ec2: Ec2): Handler<DescribeVpcsCommandInput, DescribeVpcsCommandOutput> {
  return (input) => {
    const { items, nextToken } = select(ec2.vpcs, 'vpc', { ...input, ids: input.VpcIds }, filters(ec2));
    return { Vpcs: items.map((vpc) => describedVpc(ec2, vpc)), NextToken: nextToken };
  };
}

export function describedVpc(ec2: Ec2, vpc: Vpc): DescribedVpc {
  return {
    VpcId: vpc.id,
    OwnerId: ec2.context.account.id,
    CidrBlock: vpc.cidr,
    CidrBlockAssociationSet: [
      { AssociationId: vpc.cidrAssociationId, CidrBlock: vpc.cidr, CidrBlockState: { State: 'associated' } },
    ],
    DhcpOptionsId: 'default',
    InstanceTenancy: vpc.instanceTenancy as Tenancy,
    IsDefault: false,
    State: 'available',
    Tags: tagList(vpc.tags),
  };
}
