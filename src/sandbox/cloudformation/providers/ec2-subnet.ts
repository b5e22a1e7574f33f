import type {
  CreateSubnetCommandInput,
  CreateSubnetCommandOutput,
  DeleteSubnetCommandInput,
  DeleteSubnetCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  ModifySubnetAttributeCommandInput,
  ModifySubnetAttributeCommandOutput,
} from '@aws-sdk/client-ec2';
import { tagSpecifications, updateEc2Tags } from './ec2-tags.js';
import { defineProvider, type ProviderContext } from './provider.js';
import { required } from './required.js';
import { flag, object, tags, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

export const ec2Subnet = defineProvider({
  type: 'AWS::EC2::Subnet',
  properties: object(
    { VpcId: text, CidrBlock: text },
    { AvailabilityZone: text, AvailabilityZoneId: text, MapPublicIpOnLaunch: flag, Tags: tags },
  ),
  attributes: ['SubnetId', 'VpcId', 'AvailabilityZone', 'AvailabilityZoneId', 'CidrBlock', 'Ipv6CidrBlocks'],
  takes: { create: 3_000, delete: 2_000 },
  create: async ({ VpcId, CidrBlock, AvailabilityZone, AvailabilityZoneId, Tags }, context) => {
    const { Subnet } = await context.call<CreateSubnetCommandInput, CreateSubnetCommandOutput>('ec2', 'CreateSubnet', {
      VpcId,
      CidrBlock,
      AvailabilityZone,
      AvailabilityZoneId,
      TagSpecifications: tagSpecifications('subnet', Tags, context),
    });
    return required(Subnet?.SubnetId, 'SubnetId');
  },
  settle: async (SubnetId, { MapPublicIpOnLaunch }, context) => {
    if (MapPublicIpOnLaunch !== undefined) await mapPublicIps(SubnetId, MapPublicIpOnLaunch, context);
    const { Subnets } = await context.call<DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput>('ec2', 'DescribeSubnets', { SubnetIds: [SubnetId] });
    const { VpcId, AvailabilityZone, AvailabilityZoneId, CidrBlock } = required(Subnets?.[0], 'Subnets');
    return { SubnetId, VpcId, AvailabilityZone, AvailabilityZoneId, CidrBlock, Ipv6CidrBlocks: [] };
  },
  update: {
    inPlace: ['MapPublicIpOnLaunch', 'Tags'],
    apply: async (SubnetId, change, context) => {
      await mapPublicIps(SubnetId, change.after.MapPublicIpOnLaunch ?? false, context);
      await updateEc2Tags(SubnetId, change, context);
    },
  },
  remove: (SubnetId, _, context) =>
    unlessMissing(context.call<DeleteSubnetCommandInput, DeleteSubnetCommandOutput>('ec2', 'DeleteSubnet', { SubnetId })),
});

async function mapPublicIps(SubnetId: string, Value: boolean, context: ProviderContext): Promise<void> {
  await context.call<ModifySubnetAttributeCommandInput, ModifySubnetAttributeCommandOutput>('ec2', 'ModifySubnetAttribute', {
    SubnetId,
    MapPublicIpOnLaunch: { Value },
  });
}
