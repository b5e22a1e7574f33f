import type {
  CreateVpcCommandInput,
  CreateVpcCommandOutput,
  DeleteVpcCommandInput,
  DeleteVpcCommandOutput,
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
  ModifyVpcAttributeCommandInput,
  ModifyVpcAttributeCommandOutput,
  Tenancy,
} from '@aws-sdk/client-ec2';
import { tagSpecifications, updateEc2Tags } from './ec2-tags.js';
import { defineProvider, type ProviderContext } from './provider.js';
import { required } from './required.js';
import { flag, object, oneOf, tags, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

interface Dns {
  EnableDnsSupport?: boolean;
  EnableDnsHostnames?: boolean;
}

export const ec2Vpc = defineProvider({
  type: 'AWS::EC2::VPC',
  properties: object(
    { CidrBlock: text },
    { EnableDnsSupport: flag, EnableDnsHostnames: flag, InstanceTenancy: oneOf<Tenancy>(), Tags: tags },
  ),
  attributes: ['VpcId', 'CidrBlock', 'CidrBlockAssociations', 'DefaultSecurityGroup', 'Ipv6CidrBlocks'],
  takes: { create: 10_000, delete: 2_000 },
  create: async ({ CidrBlock, InstanceTenancy, Tags }, context) => {
    const { Vpc } = await context.call<CreateVpcCommandInput, CreateVpcCommandOutput>('ec2', 'CreateVpc', {
      CidrBlock,
      InstanceTenancy,
      TagSpecifications: tagSpecifications('vpc', Tags, context),
    });
    return required(Vpc?.VpcId, 'VpcId');
  },
  settle: async (VpcId, properties, context) => {
    await setDns(VpcId, properties, context);
    const { Vpcs } = await context.call<DescribeVpcsCommandInput, DescribeVpcsCommandOutput>('ec2', 'DescribeVpcs', { VpcIds: [VpcId] });
    const { SecurityGroups } = await context.call<DescribeSecurityGroupsCommandInput, DescribeSecurityGroupsCommandOutput>(
      'ec2',
      'DescribeSecurityGroups',
      { Filters: [{ Name: 'vpc-id', Values: [VpcId] }, { Name: 'group-name', Values: ['default'] }] },
    );
    const vpc = required(Vpcs?.[0], 'Vpcs');
    return {
      VpcId,
      CidrBlock: vpc.CidrBlock,
      CidrBlockAssociations: (vpc.CidrBlockAssociationSet ?? []).map(({ AssociationId }) => AssociationId),
      DefaultSecurityGroup: SecurityGroups?.[0]?.GroupId,
      Ipv6CidrBlocks: [],
    };
  },
  update: {
    inPlace: ['EnableDnsSupport', 'EnableDnsHostnames', 'Tags'],
    apply: async (VpcId, change, context) => {
      await setDns(VpcId, { EnableDnsSupport: true, EnableDnsHostnames: false, ...change.after }, context);
      await updateEc2Tags(VpcId, change, context);
    },
  },
  remove: (VpcId, _, context) => unlessMissing(context.call<DeleteVpcCommandInput, DeleteVpcCommandOutput>('ec2', 'DeleteVpc', { VpcId })),
});

/** One attribute a call: EC2 refuses two at once. */
async function setDns(VpcId: string, { EnableDnsSupport, EnableDnsHostnames }: Dns, context: ProviderContext): Promise<void> {
  const modify = (attribute: Omit<ModifyVpcAttributeCommandInput, 'VpcId'>) =>
    context.call<ModifyVpcAttributeCommandInput, ModifyVpcAttributeCommandOutput>('ec2', 'ModifyVpcAttribute', { VpcId, ...attribute });
  if (EnableDnsSupport !== undefined) await modify({ EnableDnsSupport: { Value: EnableDnsSupport } });
  if (EnableDnsHostnames !== undefined) await modify({ EnableDnsHostnames: { Value: EnableDnsHostnames } });
}
