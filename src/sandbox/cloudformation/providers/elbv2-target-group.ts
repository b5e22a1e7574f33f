import type {
  CreateTargetGroupCommandInput,
  CreateTargetGroupCommandOutput,
  DeleteTargetGroupCommandInput,
  DeleteTargetGroupCommandOutput,
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput,
  ModifyTargetGroupAttributesCommandInput,
  ModifyTargetGroupAttributesCommandOutput,
  ModifyTargetGroupCommandInput,
  ModifyTargetGroupCommandOutput,
  ProtocolEnum,
  TargetTypeEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { updateElbv2Tags } from './elbv2-tags.js';
import { defineProvider, type ProviderContext } from './provider.js';
import { required } from './required.js';
import { resourceTags } from './resource-tags.js';
import { flag, integer, list, object, oneOf, tags, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

export const elbv2TargetGroup = defineProvider({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  properties: object(
    {},
    {
      Name: text,
      Port: integer,
      Protocol: oneOf<ProtocolEnum>(),
      ProtocolVersion: text,
      VpcId: text,
      TargetType: oneOf<TargetTypeEnum>(),
      HealthCheckEnabled: flag,
      HealthCheckIntervalSeconds: integer,
      HealthCheckPath: text,
      HealthCheckPort: text,
      HealthCheckProtocol: oneOf<ProtocolEnum>(),
      HealthCheckTimeoutSeconds: integer,
      HealthyThresholdCount: integer,
      UnhealthyThresholdCount: integer,
      Matcher: object({}, { HttpCode: text }),
      TargetGroupAttributes: list(object({ Key: text, Value: text }, {})),
      Tags: tags,
    },
  ),
  attributes: ['TargetGroupArn', 'TargetGroupFullName', 'TargetGroupName', 'LoadBalancerArns'],
  takes: { create: 16_000, delete: 2_000 },
  nameProperty: 'Name',
  create: async ({ TargetGroupAttributes: _, Tags, Name = undefined, ...properties }, context) => {
    const all = resourceTags(Tags, context.stackTags);
    const { TargetGroups } = await context.call<CreateTargetGroupCommandInput, CreateTargetGroupCommandOutput>('elbv2', 'CreateTargetGroup', {
      ...properties,
      Name: Name ?? context.generatedName(32),
      Tags: all.length > 0 ? all : undefined,
    });
    return required(TargetGroups?.[0]?.TargetGroupArn, 'TargetGroupArn');
  },
  settle: async (arn, { TargetGroupAttributes: Attributes = [] }, context) => {
    await setAttributes(arn, Attributes, context);
    const { TargetGroups } = await context.call<DescribeTargetGroupsCommandInput, DescribeTargetGroupsCommandOutput>('elbv2', 'DescribeTargetGroups', {
      TargetGroupArns: [arn],
    });
    const group = required(TargetGroups?.[0], 'TargetGroups');
    return {
      TargetGroupArn: arn,
      TargetGroupFullName: arn.slice(arn.lastIndexOf(':') + 1),
      TargetGroupName: group.TargetGroupName,
      LoadBalancerArns: group.LoadBalancerArns ?? [],
    };
  },
  update: {
    inPlace: [
      'HealthCheckEnabled',
      'HealthCheckIntervalSeconds',
      'HealthCheckPath',
      'HealthCheckPort',
      'HealthCheckProtocol',
      'HealthCheckTimeoutSeconds',
      'HealthyThresholdCount',
      'UnhealthyThresholdCount',
      'Matcher',
      'TargetGroupAttributes',
      'Tags',
    ],
    apply: async (TargetGroupArn, change, context) => {
      const { after } = change;
      await context.call<ModifyTargetGroupCommandInput, ModifyTargetGroupCommandOutput>('elbv2', 'ModifyTargetGroup', {
        TargetGroupArn,
        HealthCheckEnabled: after.HealthCheckEnabled,
        HealthCheckIntervalSeconds: after.HealthCheckIntervalSeconds,
        HealthCheckPath: after.HealthCheckPath,
        HealthCheckPort: after.HealthCheckPort,
        HealthCheckProtocol: after.HealthCheckProtocol,
        HealthCheckTimeoutSeconds: after.HealthCheckTimeoutSeconds,
        HealthyThresholdCount: after.HealthyThresholdCount,
        UnhealthyThresholdCount: after.UnhealthyThresholdCount,
        Matcher: after.Matcher,
      });
      await setAttributes(TargetGroupArn, after.TargetGroupAttributes ?? [], context);
      await updateElbv2Tags(TargetGroupArn, change, context);
    },
  },
  remove: (TargetGroupArn, _, context) =>
    unlessMissing(context.call<DeleteTargetGroupCommandInput, DeleteTargetGroupCommandOutput>('elbv2', 'DeleteTargetGroup', { TargetGroupArn })),
});

async function setAttributes(TargetGroupArn: string, Attributes: { Key: string; Value: string }[], context: ProviderContext): Promise<void> {
  if (Attributes.length === 0) return;
  await context.call<ModifyTargetGroupAttributesCommandInput, ModifyTargetGroupAttributesCommandOutput>('elbv2', 'ModifyTargetGroupAttributes', {
    TargetGroupArn,
    Attributes,
  });
}
