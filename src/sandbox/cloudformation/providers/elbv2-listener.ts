import type {
  CreateListenerCommandInput,
  CreateListenerCommandOutput,
  DeleteListenerCommandInput,
  DeleteListenerCommandOutput,
  ModifyListenerCommandInput,
  ModifyListenerCommandOutput,
  ProtocolEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { actions } from './elbv2-actions.js';
import { defineProvider } from './provider.js';
import { required } from './required.js';
import { resourceTags } from './resource-tags.js';
import { integer, object, oneOf, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

/** Listeners have no Tags property in CloudFormation; they get the stack's. */
export const elbv2Listener = defineProvider({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  properties: object({ LoadBalancerArn: text, DefaultActions: actions }, { Port: integer, Protocol: oneOf<ProtocolEnum>() }),
  attributes: ['ListenerArn'],
  takes: { create: 2_000, delete: 2_000 },
  create: async (properties, context) => {
    const all = resourceTags([], context.stackTags);
    const { Listeners } = await context.call<CreateListenerCommandInput, CreateListenerCommandOutput>('elbv2', 'CreateListener', {
      ...properties,
      Tags: all.length > 0 ? all : undefined,
    });
    return required(Listeners?.[0]?.ListenerArn, 'ListenerArn');
  },
  settle: (ListenerArn) => Promise.resolve({ ListenerArn }),
  update: {
    inPlace: ['Port', 'Protocol', 'DefaultActions'],
    apply: async (ListenerArn, { after: { Port, Protocol, DefaultActions } }, context) => {
      await context.call<ModifyListenerCommandInput, ModifyListenerCommandOutput>('elbv2', 'ModifyListener', { ListenerArn, Port, Protocol, DefaultActions });
    },
  },
  remove: (ListenerArn, _, context) =>
    unlessMissing(context.call<DeleteListenerCommandInput, DeleteListenerCommandOutput>('elbv2', 'DeleteListener', { ListenerArn })),
});
