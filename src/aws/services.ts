import {
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  paginateListTasks,
  StopTaskCommand,
  UpdateServiceCommand,
  type ListTasksCommandInput,
  type Service as SdkService,
  type Task as SdkTask,
} from '@aws-sdk/client-ecs';
import { orUndefined } from './aws-failure.js';
import { makeOrFind } from './make-or-find.js';
import { createSender, type ClientConfig } from './sender.js';

export interface Deployment {
  readonly id: string;
  /** "PRIMARY" | "ACTIVE" | "INACTIVE" */
  readonly status: string;
  readonly taskDefinitionArn: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly desired: number;
  readonly pending: number;
  readonly running: number;
  readonly failed: number;
  readonly rolloutState: string;
  readonly rolloutReason?: string;
}

export interface Service {
  readonly name: string;
  readonly arn: string;
  /** "ACTIVE" | "DRAINING" | "INACTIVE" */
  readonly status: string;
  readonly taskDefinitionArn: string;
  readonly desired: number;
  readonly pending: number;
  readonly running: number;
  readonly launchType: string;
  readonly createdAt: number;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly publicIp: boolean;
  readonly targetGroupArns: readonly string[];
  readonly deployments: readonly Deployment[];
  /** Newest first. */
  readonly events: readonly ServiceEvent[];
}

export interface ServiceEvent {
  readonly id: string;
  readonly at: number;
  readonly message: string;
}

export interface Task {
  readonly id: string;
  readonly arn: string;
  readonly lastStatus: string;
  readonly desiredStatus: string;
  readonly taskDefinitionArn: string;
  readonly privateIp?: string;
  readonly imageDigest?: string;
  /** "service:NAME" of a service's task, "family:NAME" of one that was run by itself. */
  readonly group?: string;
  /** Of a service's task: the id of its deployment. */
  readonly startedBy?: string;
  /** Milliseconds since the epoch, as `stoppedAt`. */
  readonly createdAt?: number;
  /** Of one that is still on its way down: since when. */
  readonly stoppedAt?: number;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly containers: readonly { readonly name: string; readonly exitCode?: number; readonly reason?: string }[];
}

export interface CreateServiceRequest {
  readonly cluster: string;
  readonly name: string;
  readonly taskDefinition: string;
  readonly desired: number;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly targetGroupArn: string;
  readonly container: { readonly name: string; readonly port: number };
  readonly tags: Record<string, string>;
}

/** Amazon ECS services and their tasks. */
export interface Services {
  /** INACTIVE ones too. undefined also when the cluster is not there. */
  find(cluster: string, name: string): Promise<Service | undefined>;
  create(request: CreateServiceRequest): Promise<Service>;
  update(request: { cluster: string; name: string; taskDefinition: string; forceNewDeployment: boolean; desired?: number }): Promise<Service>;
  /** Drains and stops its tasks too. */
  delete(cluster: string, name: string): Promise<void>;
  /** Of one service, or of the whole cluster, all of them; of the stopped ones the last to stop is the first. Empty when the cluster is not there. */
  tasks(cluster: string, filter?: { service?: string; stopped?: boolean }): Promise<readonly Task[]>;
  stopTask(cluster: string, arn: string, reason: string): Promise<void>;
}

export function createServices(config: ClientConfig): Services {
  const ecs = createSender('ecs', () => new ECSClient(config));
  const find = async (cluster: string, name: string) => {
    const answer = await orUndefined(ecs((client) => client.send(new DescribeServicesCommand({ cluster, services: [name] }))));
    return answer?.services?.[0] && readService(answer.services[0]);
  };
  return {
    find,
    create: (request) =>
      makeOrFind(
        async () => {
          const { service } = await ecs((client) => client.send(new CreateServiceCommand(creation(request))));
          return readService(service ?? {});
        },
        () => find(request.cluster, request.name),
      ),
    update: async ({ cluster, name, taskDefinition, forceNewDeployment, desired }) => {
      const { service } = await ecs((client) => client.send(new UpdateServiceCommand({ cluster, service: name, taskDefinition, forceNewDeployment, desiredCount: desired })));
      return readService(service ?? {});
    },
    delete: async (cluster, name) => {
      await orUndefined(ecs((client) => client.send(new DeleteServiceCommand({ cluster, service: name, force: true }))));
    },
    tasks: async (cluster, filter) => {
      const tasks = await orUndefined(ecs((client) => readTasks(client, { cluster, serviceName: filter?.service, desiredStatus: filter?.stopped ? 'STOPPED' : 'RUNNING' })));
      // ECS lists them in no order that it promises.
      return (tasks ?? []).sort((one, other) => (other.stoppedAt ?? 0) - (one.stoppedAt ?? 0));
    },
    stopTask: async (cluster, task, reason) => {
      await ecs((client) => client.send(new StopTaskCommand({ cluster, task, reason })));
    },
  };
}

function creation({ container, tags, ...request }: CreateServiceRequest) {
  return {
    cluster: request.cluster,
    serviceName: request.name,
    taskDefinition: request.taskDefinition,
    desiredCount: request.desired,
    launchType: 'FARGATE' as const,
    networkConfiguration: {
      awsvpcConfiguration: { subnets: [...request.subnets], securityGroups: [...request.securityGroups], assignPublicIp: 'DISABLED' as const },
    },
    loadBalancers: [{ targetGroupArn: request.targetGroupArn, containerName: container.name, containerPort: container.port }],
    deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 200, deploymentCircuitBreaker: { enable: true, rollback: true } },
    propagateTags: 'SERVICE' as const,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  };
}

function readService(service: SdkService): Service {
  const network = service.networkConfiguration?.awsvpcConfiguration ?? service.deployments?.[0]?.networkConfiguration?.awsvpcConfiguration;
  return {
    name: service.serviceName ?? '',
    arn: service.serviceArn ?? '',
    status: service.status ?? '',
    taskDefinitionArn: service.taskDefinition ?? '',
    desired: service.desiredCount ?? 0,
    pending: service.pendingCount ?? 0,
    running: service.runningCount ?? 0,
    launchType: service.launchType ?? '',
    createdAt: service.createdAt?.getTime() ?? 0,
    subnets: network?.subnets ?? [],
    securityGroups: network?.securityGroups ?? [],
    publicIp: network?.assignPublicIp === 'ENABLED',
    targetGroupArns: (service.loadBalancers ?? []).map(({ targetGroupArn }) => targetGroupArn ?? ''),
    deployments: (service.deployments ?? []).map((deployment) => ({
      id: deployment.id ?? '',
      status: deployment.status ?? '',
      taskDefinitionArn: deployment.taskDefinition ?? '',
      createdAt: deployment.createdAt?.getTime() ?? 0,
      desired: deployment.desiredCount ?? 0,
      pending: deployment.pendingCount ?? 0,
      running: deployment.runningCount ?? 0,
      failed: deployment.failedTasks ?? 0,
      rolloutState: deployment.rolloutState ?? '',
      rolloutReason: deployment.rolloutStateReason,
    })),
    events: (service.events ?? []).map(({ id, createdAt, message }) => ({ id: id ?? '', at: createdAt?.getTime() ?? 0, message: message ?? '' })).sort((one, other) => other.at - one.at),
  };
}

/** Page by page: a service that failed through the night has hundreds of them. */
async function readTasks(client: ECSClient, request: ListTasksCommandInput): Promise<Task[]> {
  const tasks: Task[] = [];
  for await (const { taskArns = [] } of paginateListTasks({ client }, request)) {
    if (taskArns.length === 0) continue;
    const described = await client.send(new DescribeTasksCommand({ cluster: request.cluster, tasks: taskArns }));
    tasks.push(...(described.tasks ?? []).map(readTask));
  }
  return tasks;
}

function readTask(task: SdkTask): Task {
  const details = task.attachments?.flatMap((attachment) => attachment.details ?? []);
  return {
    id: task.taskArn?.split('/').at(-1) ?? '',
    arn: task.taskArn ?? '',
    lastStatus: task.lastStatus ?? '',
    desiredStatus: task.desiredStatus ?? '',
    taskDefinitionArn: task.taskDefinitionArn ?? '',
    privateIp: details?.find(({ name }) => name === 'privateIPv4Address')?.value,
    imageDigest: task.containers?.[0]?.imageDigest,
    group: task.group,
    startedBy: task.startedBy,
    createdAt: task.createdAt?.getTime(),
    stoppedAt: (task.stoppedAt ?? task.stoppingAt)?.getTime(),
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    containers: (task.containers ?? []).map(({ name, exitCode, reason }) => ({ name: name ?? '', exitCode, reason })),
  };
}
