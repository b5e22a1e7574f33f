import type {
  Compatibility,
  ContainerCondition,
  CPUArchitecture,
  DeregisterTaskDefinitionCommandInput,
  DeregisterTaskDefinitionCommandOutput,
  LogDriver,
  NetworkMode,
  OSFamily,
  RegisterTaskDefinitionCommandInput,
  RegisterTaskDefinitionCommandOutput,
  TransportProtocol,
} from '@aws-sdk/client-ecs';
import { defineProvider } from './provider.js';
import { required } from './required.js';
import { resourceTags } from './resource-tags.js';
import { flag, integer, list, mapOf, object, oneOf, tags, text } from './shape.js';
import { toCamelCase } from './to-camel-case.js';
import { unlessMissing } from './unless-missing.js';

const nameAndValue = list(object({ Name: text, Value: text }, {}));
const secrets = list(object({ Name: text, ValueFrom: text }, {}));

const containerDefinitions = list(
  object(
    { Name: text, Image: text },
    {
      Cpu: integer,
      Memory: integer,
      MemoryReservation: integer,
      Essential: flag,
      Command: list(text),
      EntryPoint: list(text),
      Environment: nameAndValue,
      Secrets: secrets,
      PortMappings: list(object({}, { ContainerPort: integer, HostPort: integer, Protocol: oneOf<TransportProtocol>(), Name: text })),
      LogConfiguration: object({ LogDriver: oneOf<LogDriver>() }, { Options: mapOf(text), SecretOptions: secrets }),
      HealthCheck: object({ Command: list(text) }, { Interval: integer, Retries: integer, StartPeriod: integer, Timeout: integer }),
      DependsOn: list(object({ ContainerName: text, Condition: oneOf<ContainerCondition>() }, {})),
      DockerLabels: mapOf(text),
      WorkingDirectory: text,
      User: text,
      ReadonlyRootFilesystem: flag,
      StartTimeout: integer,
      StopTimeout: integer,
    },
  ),
);

export const ecsTaskDefinition = defineProvider({
  type: 'AWS::ECS::TaskDefinition',
  properties: object(
    {},
    {
      ContainerDefinitions: containerDefinitions,
      Cpu: text,
      Memory: text,
      Family: text,
      NetworkMode: oneOf<NetworkMode>(),
      RequiresCompatibilities: list(oneOf<Compatibility>()),
      TaskRoleArn: text,
      ExecutionRoleArn: text,
      RuntimePlatform: object({}, { CpuArchitecture: oneOf<CPUArchitecture>(), OperatingSystemFamily: oneOf<OSFamily>() }),
      EphemeralStorage: object({ SizeInGiB: integer }, {}),
      Tags: tags,
    },
  ),
  attributes: ['TaskDefinitionArn'],
  takes: { create: 2_000, delete: 2_000 },
  create: async ({ Tags, Family, ContainerDefinitions = [], ...properties }, context) => {
    const all = resourceTags(Tags, context.stackTags);
    const { taskDefinition } = await context.call<RegisterTaskDefinitionCommandInput, RegisterTaskDefinitionCommandOutput>('ecs', 'RegisterTaskDefinition', {
      ...toCamelCase(properties),
      family: Family ?? context.generatedName(255),
      containerDefinitions: toCamelCase(ContainerDefinitions),
      tags: all.length > 0 ? toCamelCase(all) : undefined,
    });
    return required(taskDefinition?.taskDefinitionArn, 'taskDefinitionArn');
  },
  settle: (TaskDefinitionArn) => Promise.resolve({ TaskDefinitionArn }),
  remove: (taskDefinition, _, context) =>
    unlessMissing(
      context.call<DeregisterTaskDefinitionCommandInput, DeregisterTaskDefinitionCommandOutput>('ecs', 'DeregisterTaskDefinition', { taskDefinition }),
    ),
});
