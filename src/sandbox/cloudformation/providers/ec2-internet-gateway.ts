import type {
  CreateInternetGatewayCommandInput,
  CreateInternetGatewayCommandOutput,
  DeleteInternetGatewayCommandInput,
  DeleteInternetGatewayCommandOutput,
} from '@aws-sdk/client-ec2';
import { tagSpecifications, updateEc2Tags } from './ec2-tags.js';
import { defineProvider } from './provider.js';
import { required } from './required.js';
import { object, tags } from './shape.js';
import { unlessMissing } from './unless-missing.js';

export const ec2InternetGateway = defineProvider({
  type: 'AWS::EC2::InternetGateway',
  properties: object({}, { Tags: tags }),
  attributes: ['InternetGatewayId'],
  takes: { create: 16_000, delete: 2_000 },
  create: async ({ Tags }, context) => {
    const { InternetGateway } = await context.call<CreateInternetGatewayCommandInput, CreateInternetGatewayCommandOutput>('ec2', 'CreateInternetGateway', {
      TagSpecifications: tagSpecifications('internet-gateway', Tags, context),
    });
    return required(InternetGateway?.InternetGatewayId, 'InternetGatewayId');
  },
  settle: (InternetGatewayId) => Promise.resolve({ InternetGatewayId }),
  update: { inPlace: ['Tags'], apply: updateEc2Tags },
  remove: (InternetGatewayId, _, context) =>
    unlessMissing(
      context.call<DeleteInternetGatewayCommandInput, DeleteInternetGatewayCommandOutput>('ec2', 'DeleteInternetGateway', { InternetGatewayId }),
    ),
});
