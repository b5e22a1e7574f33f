import type {
  ClusterSettingName,
  CreateClusterCommandInput,
  CreateClusterCommandOutput,
  DeleteClusterCommandInput,
  DeleteClusterCommandOutput,
  DescribeClustersCommandInput,
  DescribeClustersCommandOutput,
} from '@aws-sdk/client-ecs';
import { defineProvider } from './provider.js';
import { required } from './required.js';
import { resourceTags } from './resource-tags.js';
import { integer, list, object, oneOf, tags, text } from './shape.js';
import { toCamelCase } from './to-camel-case.js';
import { unlessMissing } from './unless-missing.js';

export const ecsCluster = defineProvider({
  type: 'AWS::ECS::Cluster',
  properties: object(
    {},
    {
      ClusterName: text,
      CapacityProviders: list(text),
      DefaultCapacityProviderStrategy: list(object({}, { CapacityProvider: text, Base: integer, Weight: integer })),
      ClusterSettings: list(object({}, { Name: oneOf<ClusterSettingName>(), Value: text })),
      Tags: tags,
    },
  ),
  attributes: ['Arn'],
  takes: { create: 8_000, delete: 2_000 },
  nameProperty: 'ClusterName',
  physicalIdIsName: true,
  create: async ({ ClusterName, CapacityProviders, DefaultCapacityProviderStrategy, ClusterSettings, Tags }, context) => {
    const { cluster } = await context.call<CreateClusterCommandInput, CreateClusterCommandOutput>('ecs', 'CreateCluster', {
      clusterName: ClusterName ?? context.generatedName(255),
      capacityProviders: CapacityProviders,
      defaultCapacityProviderStrategy: DefaultCapacityProviderStrategy?.map(({ CapacityProvider, Base, Weight }) => ({
        capacityProvider: CapacityProvider,
        base: Base,
        weight: Weight,
      })),
      settings: ClusterSettings && toCamelCase(ClusterSettings),
      tags: toCamelCase(resourceTags(Tags, context.stackTags)),
    });
    return required(cluster?.clusterName, 'clusterName');
  },
  settle: async (name, _, context) => {
    const { clusters } = await context.call<DescribeClustersCommandInput, DescribeClustersCommandOutput>('ecs', 'DescribeClusters', { clusters: [name] });
    return { Arn: clusters?.[0]?.clusterArn };
  },
  remove: (cluster, _, context) =>
    unlessMissing(context.call<DeleteClusterCommandInput, DeleteClusterCommandOutput>('ecs', 'DeleteCluster', { cluster })),
});
