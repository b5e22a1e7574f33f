import type {
  AssignPublicIp,
  CreateServiceCommandInput,
  CreateServiceCommandOutput,
  DeleteServiceCommandInput,
  DeleteServiceCommandOutput,
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput,
  LaunchType,
  PropagateTags,
  SchedulingStrategy,
  Service,
  UpdateServiceCommandInput,
  UpdateServiceCommandOutput,
} from '@aws-sdk/client-ecs';
import { defineProvider, type ProviderContext } from './provider.js';
import { required } from './required.js';
import { resourceTags } from './resource-tags.js';
import { flag, integer, list, object, oneOf, tags, text } from './shape.js';
import { toCamelCase } from './to-camel-case.js';
import { unlessMissing } from './unless-missing.js';

export const ecsService = defineProvider({
  type: 'AWS::ECS::Service',
  properties: object(
    {},
    {
      Cluster: text,
      ServiceName: text,
      TaskDefinition: text,
      DesiredCount: integer,
      LaunchType: oneOf<LaunchType>(),
      PlatformVersion: text,
      SchedulingStrategy: oneOf<SchedulingStrategy>(),
      LoadBalancers: list(object({}, { TargetGroupArn: text, ContainerName: text, ContainerPort: integer })),
      NetworkConfiguration: object(
        {},
        { AwsvpcConfiguration: object({}, { Subnets: list(text), SecurityGroups: list(text), AssignPublicIp: oneOf<AssignPublicIp>() }) },
      ),
      DeploymentConfiguration: object(
        {},
        { MinimumHealthyPercent: integer, MaximumPercent: integer, DeploymentCircuitBreaker: object({ Enable: flag, Rollback: flag }, {}) },
      ),
      HealthCheckGracePeriodSeconds: integer,
      EnableECSManagedTags: flag,
      EnableExecuteCommand: flag,
      PropagateTags: oneOf<PropagateTags>(),
      Tags: tags,
    },
  ),
  attributes: ['Name', 'ServiceArn'],
  takes: { create: 2_000, delete: 2_000 },
  nameProperty: 'ServiceName',
  create: async ({ Tags, ServiceName, NetworkConfiguration, ...properties }, context) => {
    const all = resourceTags(Tags, context.stackTags);
    const { service } = await context.call<CreateServiceCommandInput, CreateServiceCommandOutput>('ecs', 'CreateService', {
      ...toCamelCase(properties),
      serviceName: ServiceName ?? context.generatedName(255),
      networkConfiguration: awsvpc(NetworkConfiguration),
      tags: all.length > 0 ? toCamelCase(all) : undefined,
    });
    return required(service?.serviceArn, 'serviceArn');
  },
  settle: async (arn, { Cluster }, context) => {
    const service = await steady(arn, Cluster, context);
    return { Name: service.serviceName, ServiceArn: arn };
  },
  update: {
    inPlace: ['TaskDefinition', 'DesiredCount', 'DeploymentConfiguration', 'HealthCheckGracePeriodSeconds', 'NetworkConfiguration', 'PlatformVersion', 'LoadBalancers'],
    apply: async (arn, { after }, context) => {
      const { TaskDefinition, DesiredCount, DeploymentConfiguration, HealthCheckGracePeriodSeconds, PlatformVersion, LoadBalancers } = after;
      await context.call<UpdateServiceCommandInput, UpdateServiceCommandOutput>('ecs', 'UpdateService', {
        ...toCamelCase({ TaskDefinition, DesiredCount, DeploymentConfiguration, HealthCheckGracePeriodSeconds, PlatformVersion, LoadBalancers }),
        service: arn,
        cluster: after.Cluster,
        networkConfiguration: awsvpc(after.NetworkConfiguration),
      });
      await steady(arn, after.Cluster, context);
    },
  },
  remove: async (arn, { Cluster }, context) => {
    await unlessMissing(
      context.call<DeleteServiceCommandInput, DeleteServiceCommandOutput>('ecs', 'DeleteService', { service: arn, cluster: Cluster, force: true }),
    );
    await context.poll(async () => {
      const service = await describe(arn, Cluster, context);
      return service === undefined || service.status === 'INACTIVE' ? true : undefined;
    });
  },
});

interface Awsvpc {
  AwsvpcConfiguration?: { Subnets?: string[]; SecurityGroups?: string[]; AssignPublicIp?: AssignPublicIp };
}

function awsvpc(configuration: Awsvpc | undefined): CreateServiceCommandInput['networkConfiguration'] {
  const { AwsvpcConfiguration: vpc } = configuration ?? {};
  return vpc && { awsvpcConfiguration: { subnets: vpc.Subnets ?? [], securityGroups: vpc.SecurityGroups, assignPublicIp: vpc.AssignPublicIp } };
}

/** CloudFormation holds a service complete when it is steady, not when it is asked for. */
function steady(arn: string, cluster: string | undefined, context: ProviderContext): Promise<Service> {
  return context.poll(async () => {
    const service = required(await describe(arn, cluster, context), 'services');
    if (service.deployments?.some(({ rolloutState }) => rolloutState === 'FAILED')) {
      throw new Error(`Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'.`);
    }
    return service.deployments?.length === 1 && service.runningCount === service.desiredCount ? service : undefined;
  });
}

async function describe(arn: string, cluster: string | undefined, context: ProviderContext): Promise<Service | undefined> {
  const { services } = await context.call<DescribeServicesCommandInput, DescribeServicesCommandOutput>('ecs', 'DescribeServices', {
    services: [arn],
    cluster,
  });
  return services?.[0];
}
