import {
  DeleteTaskDefinitionsCommand,
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  paginateListTaskDefinitions,
  RegisterTaskDefinitionCommand,
  type TaskDefinition as SdkTaskDefinition,
} from '@aws-sdk/client-ecs';
import { AwsFailure } from './aws-failure.js';
import { createSender, type ClientConfig } from './sender.js';

export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  readonly status: string;
  readonly cpu: string;
  readonly memory: string;
  readonly networkMode: string;
  readonly compatibilities: readonly string[];
  readonly cpuArchitecture?: string;
  readonly taskRoleArn?: string;
  readonly executionRoleArn?: string;
  /** Milliseconds since the epoch. */
  readonly registeredAt?: number;
  readonly containers: readonly ContainerDefinition[];
  /** The whole definition as AWS returned it, for reading. */
  readonly json: string;
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly number[];
  readonly logDriver?: string;
  readonly logOptions: Readonly<Record<string, string>>;
}

export interface RegisterRequest {
  readonly family: string;
  readonly cpu: string;
  readonly memory: string;
  /** "X86_64" or "ARM64" */
  readonly cpuArchitecture: 'X86_64' | 'ARM64';
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  readonly container: { readonly name: string; readonly image: string; readonly port: number };
  readonly logGroup: string;
  readonly region: string;
  readonly tags: Record<string, string>;
}

/** Amazon ECS task definitions: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ */
export interface TaskDefinitions {
  /** "family" (its newest ACTIVE revision), "family:revision" or an ARN. */
  find(reference: string): Promise<TaskDefinition | undefined>;
  register(request: RegisterRequest): Promise<TaskDefinition>;
  /** ARNs, newest first. */
  list(family: string, status: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS'): Promise<readonly string[]>;
  deregister(arn: string): Promise<void>;
  /** Of deregistered ones; AWS takes ten at a time. */
  delete(arns: readonly string[]): Promise<void>;
}

export function createTaskDefinitions(config: ClientConfig): TaskDefinitions {
  const ecs = createSender('ecs', () => new ECSClient(config));
  return {
    find: async (reference) => {
      try {
        const { taskDefinition } = await ecs((client) => client.send(new DescribeTaskDefinitionCommand({ taskDefinition: reference })));
        return taskDefinition && readTaskDefinition(taskDefinition);
      } catch (error) {
        // ECS says with a plain ClientException that there is no such definition.
        if (error instanceof AwsFailure && /Unable to describe task definition/.test(error.message)) return undefined;
        throw error;
      }
    },
    register: async (request) => {
      const { taskDefinition } = await ecs((client) => client.send(new RegisterTaskDefinitionCommand(registration(request))));
      return readTaskDefinition(taskDefinition ?? {});
    },
    list: (family, status) =>
      ecs(async (client) => {
        const arns: string[] = [];
        for await (const page of paginateListTaskDefinitions({ client }, { familyPrefix: family, status, sort: 'DESC' })) {
          arns.push(...(page.taskDefinitionArns ?? []));
        }
        // familyPrefix is a prefix: boyacky-taskdef-2 belongs to somebody else.
        return arns.filter((arn) => arn.includes(`:task-definition/${family}:`));
      }),
    deregister: async (arn) => {
      await ecs((client) => client.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn })));
    },
    delete: async (arns) => {
      for (let start = 0; start < arns.length; start += 10) {
        await ecs((client) => client.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: arns.slice(start, start + 10) })));
      }
    },
  };
}

function registration({ container, logGroup, region, tags, ...request }: RegisterRequest) {
  return {
    family: request.family,
    requiresCompatibilities: ['FARGATE' as const],
    networkMode: 'awsvpc' as const,
    cpu: request.cpu,
    memory: request.memory,
    runtimePlatform: { cpuArchitecture: request.cpuArchitecture, operatingSystemFamily: 'LINUX' as const },
    taskRoleArn: request.taskRoleArn,
    executionRoleArn: request.executionRoleArn,
    containerDefinitions: [
      {
        name: container.name,
        image: container.image,
        essential: true,
        portMappings: [{ containerPort: container.port, protocol: 'tcp' as const }],
        logConfiguration: {
          logDriver: 'awslogs' as const,
          options: { 'awslogs-group': logGroup, 'awslogs-region': region, 'awslogs-stream-prefix': 'ecs' },
        },
      },
    ],
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  };
}

function readTaskDefinition(definition: SdkTaskDefinition): TaskDefinition {
  return {
    arn: definition.taskDefinitionArn ?? '',
    family: definition.family ?? '',
    revision: definition.revision ?? 0,
    status: definition.status ?? '',
    cpu: definition.cpu ?? '',
    memory: definition.memory ?? '',
    networkMode: definition.networkMode ?? '',
    compatibilities: definition.requiresCompatibilities ?? [],
    cpuArchitecture: definition.runtimePlatform?.cpuArchitecture,
    taskRoleArn: definition.taskRoleArn,
    executionRoleArn: definition.executionRoleArn,
    registeredAt: definition.registeredAt?.getTime(),
    containers: (definition.containerDefinitions ?? []).map((container) => ({
      name: container.name ?? '',
      image: container.image ?? '',
      ports: (container.portMappings ?? []).map(({ containerPort }) => containerPort ?? 0),
      logDriver: container.logConfiguration?.logDriver,
      logOptions: container.logConfiguration?.options ?? {},
    })),
    json: JSON.stringify(definition, null, 2),
  };
}
