import type {
  AssociateRouteTableCommandInput,
  AssociateRouteTableCommandOutput,
  DisassociateRouteTableCommandInput,
  DisassociateRouteTableCommandOutput,
} from '@aws-sdk/client-ec2';
import { defineProvider } from './provider.js';
import { required } from './required.js';
import { object, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

export const ec2SubnetRouteTableAssociation = defineProvider({
  type: 'AWS::EC2::SubnetRouteTableAssociation',
  properties: object({ SubnetId: text, RouteTableId: text }, {}),
  attributes: ['Id'],
  takes: { create: 2_000, delete: 2_000 },
  create: async (properties, context) => {
    const { AssociationId } = await context.call<AssociateRouteTableCommandInput, AssociateRouteTableCommandOutput>('ec2', 'AssociateRouteTable', properties);
    return required(AssociationId, 'AssociationId');
  },
  settle: (Id) => Promise.resolve({ Id }),
  remove: (AssociationId, _, context) =>
    unlessMissing(
      context.call<DisassociateRouteTableCommandInput, DisassociateRouteTableCommandOutput>('ec2', 'DisassociateRouteTable', { AssociationId }),
    ),
});
