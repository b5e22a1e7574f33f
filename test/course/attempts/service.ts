import { CreateServiceCommand, DeleteServiceCommand, DeregisterTaskDefinitionCommand, RegisterTaskDefinitionCommand, type CreateServiceCommandInput } from '@aws-sdk/client-ecs';
import { CreateListenerCommand, CreateTargetGroupCommand, DeleteListenerCommand, DeleteTargetGroupCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { names } from '../../../src/workshop/names.js';
import { requireNetwork } from '../../../src/workshop/steps/service/read-network.js';
import type { Attempt } from '../attempt.js';
import type { Lab } from '../lab.js';
import { pushBroken, pushRight } from './broken-image.js';
import { inContainer, rightDefinition, type Change } from './taskdef.js';

const created: { group?: string; listener?: string; definition?: string } = {};

function targetGroup(name: string, change: object): Attempt {
  return {
    step: 'service.target-group',
    name,
    make: async ({ context, elb }) => {
      const { vpcId } = await requireNetwork(context.aws);
      const right = { Name: names.targetGroup, TargetType: 'ip', Protocol: 'HTTP', Port: 8080, VpcId: vpcId, HealthCheckPath: '/' } as const;
      const { TargetGroups } = await elb.send(new CreateTargetGroupCommand({ ...right, ...change }));
      created.group = TargetGroups?.[0]?.TargetGroupArn;
    },
    undo: async ({ elb }) => void (await elb.send(new DeleteTargetGroupCommand({ TargetGroupArn: created.group }))),
  };
}

function listener(name: string, port: number, action: 'forward' | 'fixed-response'): Attempt {
  return {
    step: 'service.listener',
    name,
    make: async ({ context, elb }) => {
      const balancer = await context.aws.loadBalancers.find(names.loadBalancer);
      const group = await context.aws.loadBalancers.findTargetGroup(names.targetGroup);
      const actions = { forward: { Type: 'forward', TargetGroupArn: group?.arn }, 'fixed-response': { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200', MessageBody: 'hello', ContentType: 'text/plain' } } } as const;
      const { Listeners } = await elb.send(new CreateListenerCommand({ LoadBalancerArn: balancer?.arn, Protocol: 'HTTP', Port: port, DefaultActions: [actions[action]] }));
      created.listener = Listeners?.[0]?.ListenerArn;
    },
    undo: async ({ elb }) => void (await elb.send(new DeleteListenerCommand({ ListenerArn: created.listener }))),
  };
}

type ServiceChange = (right: CreateServiceCommandInput, network: Awaited<ReturnType<typeof requireNetwork>>, lab: Lab) => CreateServiceCommandInput | Promise<CreateServiceCommandInput>;

async function createService(lab: Lab, change: ServiceChange): Promise<void> {
  const { context, ecs } = lab;
  const network = await requireNetwork(context.aws);
  const group = await context.aws.loadBalancers.findTargetGroup(names.targetGroup);
  const right: CreateServiceCommandInput = {
    cluster: names.cluster,
    serviceName: names.service,
    taskDefinition: names.taskFamily,
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: [...network.privateSubnetIds], securityGroups: [network.webSecurityGroupId], assignPublicIp: 'DISABLED' } },
    loadBalancers: [{ targetGroupArn: group?.arn, containerName: names.container, containerPort: 8080 }],
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  };
  await ecs.send(new CreateServiceCommand(await change(right, network, lab)));
}

/** A deleted service keeps its name until its last task is gone. */
async function deleteService({ context, ecs }: Lab): Promise<void> {
  await ecs.send(new DeleteServiceCommand({ cluster: names.cluster, service: names.service, force: true }));
  while ((await context.aws.services.find(names.cluster, names.service))?.status !== 'INACTIVE') {
    if ((await context.aws.services.find(names.cluster, names.service)) === undefined) break;
    await context.clock.sleep(100);
  }
}

function service(name: string, change: ServiceChange): Attempt {
  return { step: 'service.create', name, make: (lab) => createService(lab, change), undo: deleteService };
}

const inNetwork = (change: (right: CreateServiceCommandInput, network: Awaited<ReturnType<typeof requireNetwork>>) => object): ServiceChange => (right, network) => ({
  ...right,
  networkConfiguration: { awsvpcConfiguration: { subnets: [], ...right.networkConfiguration?.awsvpcConfiguration, ...change(right, network) } },
});

/** The service, replaced by one of a definition that cannot run. */
function failing(step: string, name: string, change: Change): Attempt {
  return {
    step,
    name,
    settle: true,
    make: (lab) => replaceBy(lab, change),
    undo: restoreService,
  };
}

async function replaceBy(lab: Lab, change: Change): Promise<void> {
  await deleteService(lab);
  const { taskDefinition } = await lab.ecs.send(new RegisterTaskDefinitionCommand(change(await rightDefinition(lab))));
  created.definition = taskDefinition?.taskDefinitionArn;
  await createService(lab, (right) => ({ ...right, taskDefinition: created.definition }));
}

async function restoreService(lab: Lab): Promise<void> {
  await deleteService(lab);
  await lab.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: created.definition }));
  await createService(lab, (right) => right);
}

async function otherCpuReference({ context }: Lab): Promise<string> {
  return `${(await context.aws.repositories.find(names.repository))?.uri ?? ''}:other-cpu`;
}

/** An image whose program is one for ARM on a machine with an Intel CPU, or the other way round: its ELF header says so. */
async function pushForAnotherCpu(lab: Lab): Promise<string> {
  const { engine, workspace } = lab.context;
  const reference = await otherCpuReference(lab);
  const contextDir = join(workspace.stateDir, 'other-cpu');
  mkdirSync(contextDir, { recursive: true });
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(2, 16);
  header.writeUInt16LE(process.arch === 'arm64' ? 0x3e : 0xb7, 18);
  writeFileSync(join(contextDir, 'program'), header, { mode: 0o755 });
  writeFileSync(join(contextDir, 'Dockerfile'), `FROM ${reference.replace(/:other-cpu$/, ':1.0')}\nCOPY program /program\nENTRYPOINT ["/program"]\n`);
  await engine.build({ contextDir, tags: [reference] });
  await engine.push(reference);
  return reference;
}

const without = (what: 'service' | 'pages'): Attempt['from'] => ({ context }) => ({
  ...context,
  ...(what === 'service' ? { aws: { ...context.aws, services: { ...context.aws.services, find: async () => undefined } } } : { web: { ...context.web, get: async () => ({ status: 503, headers: {}, body: '503 Service Temporarily Unavailable' }) } }),
});

export const serviceAttempts: readonly Attempt[] = [
  targetGroup('of-instances', { TargetType: 'instance' }),
  targetGroup('health-check-path', { HealthCheckPath: '/health' }),
  listener('on-8080', 8080, 'forward'),
  listener('fixed-response', 80, 'fixed-response'),
  service('in-the-public-subnets', inNetwork((_, { publicSubnetIds }) => ({ subnets: publicSubnetIds }))),
  service('in-one-subnet', inNetwork((_, { privateSubnetIds }) => ({ subnets: privateSubnetIds.slice(0, 1) }))),
  service('public-ip', inNetwork(() => ({ assignPublicIp: 'ENABLED' }))),
  service('group-of-the-load-balancer', async (right, { vpcId, ...network }, { context }) => {
    const groups = await context.aws.vpc.securityGroups(vpcId);
    return inNetwork(() => ({ securityGroups: [groups.find(({ name }) => name === names.albSecurityGroup)?.id] }))(right, { vpcId, ...network }, {} as Lab);
  }),
  service('no-load-balancer', (right) => ({ ...right, loadBalancers: [] })),
  service('no-tasks', (right) => ({ ...right, desiredCount: 0 })),
  failing('service.running', 'no-such-tag', (right) => inContainer({ image: (right.containerDefinitions?.[0]?.image ?? '').replace(/:1\.0$/, ':9.9') })(right)),
  failing('service.running', 'program-ends', inContainer({ command: ['node', '-e', 'process.exit(1)'] })),
  {
    step: 'service.running',
    name: 'image-whose-program-ends',
    settle: true,
    make: async (lab) => {
      await deleteService(lab);
      await pushBroken(lab, '1.0');
      await createService(lab, (right) => right);
    },
    undo: async (lab) => {
      await deleteService(lab);
      await pushRight(lab, '1.0');
      await createService(lab, (right) => right);
    },
  },
  failing('service.healthy', 'program-not-found', inContainer({ command: ['node', 'src/sever.js'] })),
  {
    step: 'service.healthy',
    name: 'listens-on-loopback-only',
    engine: 'docker',
    settle: true,
    make: (lab) => replaceBy(lab, inContainer({ command: ['node', '-e', "require('node:http').createServer((q, r) => r.end('ok')).listen(8080, '127.0.0.1')"] })),
    undo: restoreService,
  },
  {
    step: 'service.running',
    name: 'image-for-another-cpu',
    engine: 'docker',
    settle: true,
    make: async (lab) => replaceBy(lab, inContainer({ image: await pushForAnotherCpu(lab) })),
    undo: async (lab) => {
      await restoreService(lab);
      await lab.context.engine.removeImage(await otherCpuReference(lab), { force: true });
    },
  },
  { step: 'service.steady', name: 'no-service', make: async () => {}, from: without('service') },
  { step: 'service.open', name: 'no-service', make: async () => {}, from: without('service') },
  { step: 'service.post', name: 'nothing-written', make: async () => {} },
  { step: 'service.purify', name: 'only-looked-at', make: async () => {} },
  { step: 'service.look', name: 'no-service', make: async () => {}, from: without('service') },
];
