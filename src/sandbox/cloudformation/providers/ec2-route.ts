import type { CreateRouteCommandInput, CreateRouteCommandOutput, DeleteRouteCommandInput, DeleteRouteCommandOutput } from '@aws-sdk/client-ec2';
import { defineProvider } from './provider.js';
import { object, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

/** Targets other than a gateway are passed on, so that EC2 itself says that the sandbox lacks them. */
export const ec2Route = defineProvider({
  type: 'AWS::EC2::Route',
  properties: object({ RouteTableId: text, DestinationCidrBlock: text }, { GatewayId: text, NatGatewayId: text, VpcEndpointId: text, NetworkInterfaceId: text }),
  attributes: ['CidrBlock'],
  takes: { create: 2_000, delete: 16_000 },
  create: async (properties, context) => {
    await context.call<CreateRouteCommandInput, CreateRouteCommandOutput>('ec2', 'CreateRoute', properties);
    return `${properties.RouteTableId}|${properties.DestinationCidrBlock}`;
  },
  settle: (_, { DestinationCidrBlock }) => Promise.resolve({ CidrBlock: DestinationCidrBlock }),
  remove: (_, { RouteTableId, DestinationCidrBlock }, context) =>
    unlessMissing(context.call<DeleteRouteCommandInput, DeleteRouteCommandOutput>('ec2', 'DeleteRoute', { RouteTableId, DestinationCidrBlock })),
});
