import type {
  CreateLoadBalancerCommandInput,
  CreateLoadBalancerCommandOutput,
  DeleteLoadBalancerCommandInput,
  DeleteLoadBalancerCommandOutput,
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
  IpAddressType,
  LoadBalancer,
  LoadBalancerSchemeEnum,
  LoadBalancerTypeEnum,
  ModifyLoadBalancerAttributesCommandInput,
  ModifyLoadBalancerAttributesCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { updateElbv2Tags } from './elbv2-tags.js';
import { defineProvider, type ProviderContext } from './provider.js';
import { required } from './required.js';
import { resourceTags } from './resource-tags.js';
import { list, object, oneOf, tags, text } from './shape.js';
import { ifThere, unlessMissing } from './unless-missing.js';

export const elbv2LoadBalancer = defineProvider({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  properties: object(
    {},
    {
      Name: text,
      Scheme: oneOf<LoadBalancerSchemeEnum>(),
      Type: oneOf<LoadBalancerTypeEnum>(),
      IpAddressType: oneOf<IpAddressType>(),
      Subnets: list(text),
      SecurityGroups: list(text),
      LoadBalancerAttributes: list(object({ Key: text, Value: text }, {})),
      Tags: tags,
    },
  ),
  attributes: ['LoadBalancerArn', 'DNSName', 'CanonicalHostedZoneID', 'LoadBalancerFullName', 'LoadBalancerName', 'SecurityGroups'],
  takes: { create: 5_000, delete: 16_000 },
  nameProperty: 'Name',
  create: async ({ LoadBalancerAttributes: _, Tags, Name = undefined, ...properties }, context) => {
    const { LoadBalancers } = await context.call<CreateLoadBalancerCommandInput, CreateLoadBalancerCommandOutput>('elbv2', 'CreateLoadBalancer', {
      ...properties,
      Name: Name ?? context.generatedName(32),
      Tags: nonEmpty(resourceTags(Tags, context.stackTags)),
    });
    return required(LoadBalancers?.[0]?.LoadBalancerArn, 'LoadBalancerArn');
  },
  settle: async (arn, { LoadBalancerAttributes: Attributes = [] }, context) => {
    if (Attributes.length > 0) await setAttributes(arn, Attributes, context);
    const balancer = await context.poll(async () => {
      const found = required(await describe(arn, context), 'LoadBalancers');
      if (found.State?.Code === 'failed') throw new Error(found.State.Reason ?? 'The load balancer failed');
      return found.State?.Code === 'provisioning' ? undefined : found;
    });
    return {
      LoadBalancerArn: arn,
      DNSName: balancer.DNSName,
      CanonicalHostedZoneID: balancer.CanonicalHostedZoneId,
      LoadBalancerFullName: arn.slice(arn.indexOf(':loadbalancer/') + ':loadbalancer/'.length),
      LoadBalancerName: balancer.LoadBalancerName,
      SecurityGroups: balancer.SecurityGroups ?? [],
    };
  },
  update: {
    inPlace: ['LoadBalancerAttributes', 'Tags'],
    apply: async (arn, change, context) => {
      if (change.after.LoadBalancerAttributes) await setAttributes(arn, change.after.LoadBalancerAttributes, context);
      await updateElbv2Tags(arn, change, context);
    },
  },
  remove: async (LoadBalancerArn, _, context) => {
    await unlessMissing(
      context.call<DeleteLoadBalancerCommandInput, DeleteLoadBalancerCommandOutput>('elbv2', 'DeleteLoadBalancer', { LoadBalancerArn }),
    );
    await context.poll(async () => ((await describe(LoadBalancerArn, context)) === undefined ? true : undefined));
  },
});

async function describe(arn: string, context: ProviderContext): Promise<LoadBalancer | undefined> {
  const answer = await ifThere(
    context.call<DescribeLoadBalancersCommandInput, DescribeLoadBalancersCommandOutput>('elbv2', 'DescribeLoadBalancers', { LoadBalancerArns: [arn] }),
  );
  return answer?.LoadBalancers?.[0];
}

async function setAttributes(LoadBalancerArn: string, Attributes: { Key: string; Value: string }[], context: ProviderContext): Promise<void> {
  await context.call<ModifyLoadBalancerAttributesCommandInput, ModifyLoadBalancerAttributesCommandOutput>('elbv2', 'ModifyLoadBalancerAttributes', {
    LoadBalancerArn,
    Attributes,
  });
}

/** Load balancing refuses an empty list of tags. */
function nonEmpty<T>(items: T[]): T[] | undefined {
  return items.length > 0 ? items : undefined;
}
