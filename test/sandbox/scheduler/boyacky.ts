import type { DescribeServicesCommandOutput, DescribeTasksCommandOutput, ListTasksCommandOutput, Service, Task } from '@aws-sdk/client-ecs';
import { executionRoleArn, targetGroupArn, taskRoleArn, type FakeWorld } from './fake-world.js';

export const cluster = 'boyacky-cluster';
export const serviceName = 'boyacky-service';

export function taskDefinitionInput(tag = '1.0') {
  return {
    family: 'boyacky-taskdef',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '.25 vCPU',
    memory: '0.5 GB',
    taskRoleArn,
    executionRoleArn,
    containerDefinitions: [
      {
        name: 'boyacky-web-app',
        image: `127.0.0.1:4599/boyacky/web-app:${tag}`,
        portMappings: [{ containerPort: 8080 }],
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/boyacky', 'awslogs-region': 'ap-northeast-1', 'awslogs-stream-prefix': 'ecs' },
        },
      },
    ],
  };
}

export function serviceInput(changes: object = {}) {
  return {
    cluster,
    serviceName,
    taskDefinition: 'boyacky-taskdef',
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0a', 'subnet-0b'], securityGroups: ['sg-0a'] } },
    loadBalancers: [{ targetGroupArn, containerName: 'boyacky-web-app', containerPort: 8080 }],
    ...changes,
  };
}

export async function prepareCluster(world: FakeWorld): Promise<void> {
  await world.call('CreateCluster', { clusterName: cluster });
  await world.call('RegisterTaskDefinition', taskDefinitionInput());
}

export async function describeService(world: FakeWorld, name = serviceName): Promise<Service> {
  const { services } = await world.call<DescribeServicesCommandOutput>('DescribeServices', { cluster, services: [name] });
  const service = services?.[0];
  if (!service) throw new Error(`no service ${name}`);
  return service;
}

export async function describeAllTasks(world: FakeWorld): Promise<readonly Task[]> {
  const lists = await Promise.all(
    ['RUNNING', 'STOPPED'].map((desiredStatus) => world.call<ListTasksCommandOutput>('ListTasks', { cluster, desiredStatus })),
  );
  const tasks = lists.flatMap(({ taskArns }) => taskArns ?? []);
  return tasks.length === 0 ? [] : ((await world.call<DescribeTasksCommandOutput>('DescribeTasks', { cluster, tasks })).tasks ?? []);
}

export function messagesOf(service: Service): string[] {
  return (service.events ?? []).map(({ message = '' }) => message);
}

/** As the SDK's waiter sees it. */
export function isStable(service: Service): boolean {
  return service.deployments?.length === 1 && service.runningCount === service.desiredCount;
}

export async function until<T>(what: string, look: () => Promise<T | undefined | false>, limitMs = 20_000): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function untilSteady(world: FakeWorld, name = serviceName): Promise<Service> {
  return until('steady state', async () => {
    const service = await describeService(world, name);
    return isStable(service) && /steady state\.$/.test(messagesOf(service)[0] ?? '') && service;
  }).catch(async (error: unknown) => {
    const seen = { service: await describeService(world, name), log: world.logLines };
    throw new Error(`${String(error)}\n${JSON.stringify(seen, null, 1)}`);
  });
}
