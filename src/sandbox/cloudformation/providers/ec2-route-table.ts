import type {
  CreateRouteTableCommandInput,
  CreateRouteTableCommandOutput,
  DeleteRouteTableCommandInput,
  DeleteRouteTableCommandOutput,
} from '@aws-sdk/client-ec2';
import { tagSpecifications, updateEc2Tags } from './ec2-tags.js';
import { defineProvider } from './provider.js';
import { required } from './required.js';
import { object, tags, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

export const ec2RouteTable = defineProvider({
  type: 'AWS::EC2::RouteTable',
  properties: object({ VpcId: text }, { Tags: tags }),
  attributes: ['RouteTableId'],
  takes: { create: 10_000, delete: 2_000 },
  create: async ({ VpcId, Tags }, context) => {
    const { RouteTable } = await context.call<CreateRouteTableCommandInput, CreateRouteTableCommandOutput>('ec2', 'CreateRouteTable', {
      VpcId,
      TagSpecifications: tagSpecifications('route-table', Tags, context),
    });
    return required(RouteTable?.RouteTableId, 'RouteTableId');
  },
  settle: (RouteTableId) => Promise.resolve({ RouteTableId }),
  update: { inPlace: ['Tags'], apply: updateEc2Tags },
  remove: (RouteTableId, _, context) =>
    unlessMissing(context.call<DeleteRouteTableCommandInput, DeleteRouteTableCommandOutput>('ec2', 'DeleteRouteTable', { RouteTableId })),
});
