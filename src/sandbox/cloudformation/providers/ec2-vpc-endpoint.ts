import type {
  CreateVpcEndpointCommandInput,
  CreateVpcEndpointCommandOutput,
  DeleteVpcEndpointsCommandInput,
  DeleteVpcEndpointsCommandOutput,
  DescribeVpcEndpointsCommandInput,
  DescribeVpcEndpointsCommandOutput,
  VpcEndpoint,
  VpcEndpointType,
} from '@aws-sdk/client-ec2';
import { tagSpecifications, updateEc2Tags } from './ec2-tags.js';
import { defineProvider, type ProviderContext } from './provider.js';
import { required } from './required.js';
import { document, flag, list, object, oneOf, tags, text } from './shape.js';
import { ifThere } from './unless-missing.js';

export const ec2VpcEndpoint = defineProvider({
  type: 'AWS::EC2::VPCEndpoint',
  properties: object(
    { VpcId: text, ServiceName: text },
    {
      VpcEndpointType: oneOf<VpcEndpointType>(),
      RouteTableIds: list(text),
      SubnetIds: list(text),
      SecurityGroupIds: list(text),
      PrivateDnsEnabled: flag,
      PolicyDocument: document,
      Tags: tags,
    },
  ),
  attributes: ['Id', 'CreationTimestamp', 'DnsEntries', 'NetworkInterfaceIds'],
  takes: { create: 5_000, delete: 5_000 },
  create: async ({ Tags, ...properties }, context) => {
    const { VpcEndpoint: made } = await context.call<CreateVpcEndpointCommandInput, CreateVpcEndpointCommandOutput>('ec2', 'CreateVpcEndpoint', {
      ...properties,
      TagSpecifications: tagSpecifications('vpc-endpoint', Tags, context),
    });
    return required(made?.VpcEndpointId, 'VpcEndpointId');
  },
  settle: async (id, _, context) => {
    const endpoint = await context.poll(async () => {
      const found = required(await describe(id, context), 'VpcEndpoints');
      return found.State?.toLowerCase() === 'available' ? found : undefined;
    });
    return {
      Id: id,
      CreationTimestamp: endpoint.CreationTimestamp?.toISOString(),
      DnsEntries: (endpoint.DnsEntries ?? []).map(({ HostedZoneId, DnsName }) => `${HostedZoneId ?? ''}:${DnsName ?? ''}`),
      NetworkInterfaceIds: endpoint.NetworkInterfaceIds ?? [],
    };
  },
  update: { inPlace: ['Tags'], apply: updateEc2Tags },
  remove: async (id, _, context) => {
    await context.call<DeleteVpcEndpointsCommandInput, DeleteVpcEndpointsCommandOutput>('ec2', 'DeleteVpcEndpoints', { VpcEndpointIds: [id] });
    await context.poll(async () => ((await describe(id, context)) === undefined ? true : undefined));
  },
});

async function describe(id: string, context: ProviderContext): Promise<VpcEndpoint | undefined> {
  const answer = await ifThere(
    context.call<DescribeVpcEndpointsCommandInput, DescribeVpcEndpointsCommandOutput>('ec2', 'DescribeVpcEndpoints', { VpcEndpointIds: [id] }),
  );
  return answer?.VpcEndpoints?.[0];
}
