import type {
  AttachInternetGatewayCommandInput,
  AttachInternetGatewayCommandOutput,
  DescribeInternetGatewaysCommandInput,
  DescribeInternetGatewaysCommandOutput,
  DetachInternetGatewayCommandInput,
  DetachInternetGatewayCommandOutput,
} from '@aws-sdk/client-ec2';
import { defineProvider } from './provider.js';
import { object, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

export const ec2VpcGatewayAttachment = defineProvider({
  type: 'AWS::EC2::VPCGatewayAttachment',
  properties: object({ VpcId: text, InternetGatewayId: text }, {}),
  attributes: ['AttachmentType'],
  takes: { create: 16_000, delete: 16_000 },
  create: async ({ VpcId, InternetGatewayId }, context) => {
    // An attachment has no tags to find it again by: after a restart it may be there already.
    const { InternetGateways } = await context.call<DescribeInternetGatewaysCommandInput, DescribeInternetGatewaysCommandOutput>('ec2', 'DescribeInternetGateways', {
      InternetGatewayIds: [InternetGatewayId],
    });
    if (InternetGateways?.[0]?.Attachments?.some((attachment) => attachment.VpcId === VpcId)) return `IGW|${VpcId}`;
    await context.call<AttachInternetGatewayCommandInput, AttachInternetGatewayCommandOutput>('ec2', 'AttachInternetGateway', { VpcId, InternetGatewayId });
    return `IGW|${VpcId}`;
  },
  settle: () => Promise.resolve({ AttachmentType: 'IGW' }),
  remove: (_, { VpcId, InternetGatewayId }, context) =>
    unlessMissing(
      context.call<DetachInternetGatewayCommandInput, DetachInternetGatewayCommandOutput>('ec2', 'DetachInternetGateway', { VpcId, InternetGatewayId }),
    ),
});
