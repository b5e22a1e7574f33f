import type {
  CreateRuleCommandInput,
  CreateRuleCommandOutput,
  DeleteRuleCommandInput,
  DeleteRuleCommandOutput,
  ModifyRuleCommandInput,
  ModifyRuleCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { actions } from './elbv2-actions.js';
import { defineProvider } from './provider.js';
import { required } from './required.js';
import { resourceTags } from './resource-tags.js';
import { integer, list, object, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

const values = object({}, { Values: list(text) });
const conditions = list(
  object(
    {},
    {
      Field: text,
      Values: list(text),
      HostHeaderConfig: values,
      PathPatternConfig: values,
      HttpRequestMethodConfig: values,
      SourceIpConfig: values,
      HttpHeaderConfig: object({}, { HttpHeaderName: text, Values: list(text) }),
      QueryStringConfig: object({}, { Values: list(object({ Value: text }, { Key: text })) }),
    },
  ),
);

export const elbv2ListenerRule = defineProvider({
  type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  properties: object({ ListenerArn: text, Actions: actions, Conditions: conditions, Priority: integer }, {}),
  attributes: ['RuleArn', 'IsDefault'],
  takes: { create: 2_000, delete: 2_000 },
  create: async (properties, context) => {
    const all = resourceTags([], context.stackTags);
    const { Rules } = await context.call<CreateRuleCommandInput, CreateRuleCommandOutput>('elbv2', 'CreateRule', {
      ...properties,
      Tags: all.length > 0 ? all : undefined,
    });
    return required(Rules?.[0]?.RuleArn, 'RuleArn');
  },
  settle: (RuleArn) => Promise.resolve({ RuleArn, IsDefault: false }),
  update: {
    inPlace: ['Actions', 'Conditions'],
    apply: async (RuleArn, { after: { Actions, Conditions } }, context) => {
      await context.call<ModifyRuleCommandInput, ModifyRuleCommandOutput>('elbv2', 'ModifyRule', { RuleArn, Actions, Conditions });
    },
  },
  remove: (RuleArn, _, context) => unlessMissing(context.call<DeleteRuleCommandInput, DeleteRuleCommandOutput>('elbv2', 'DeleteRule', { RuleArn })),
});
