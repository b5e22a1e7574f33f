import type { Aws } from '../../../../src/aws/aws.js';
import type { Cluster } from '../../../../src/aws/clusters.js';
import type { Listener, TargetGroup, TargetHealth } from '../../../../src/aws/load-balancers.js';
import type { PolicyDocument, Role } from '../../../../src/aws/roles.js';
import type { Deployment, Service, Task } from '../../../../src/aws/services.js';
import type { LogEvent } from '../../../../src/aws/log-groups.js';
import type { TaskDefinition } from '../../../../src/aws/task-definitions.js';
import { account, region, type FakeWorld } from '../support/fake-world.js';

export interface FakeRole extends Role {
  readonly attached: string[];
  readonly inline: Map<string, PolicyDocument>;
}

/** What chapters 5 to 9 meet beyond the world of chapters 1 to 4. `tick` lets the scheduler take one step. */
export interface FakeEcs {
  roles: Map<string, FakeRole>;
  clusters: Map<string, Cluster>;
  definitions: TaskDefinition[];
  targetGroups: Map<string, TargetGroup>;
  listeners: Listener[];
  targets: TargetHealth[];
  service: Service | undefined;
  tasks: Task[];
  stopped: Task[];
  logs: LogEvent[];
  tick(): void;
  readonly doors: Partial<Aws>;
}

const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
export const balancer = { arn: 'arn:alb', name: 'boyacky-alb', dnsName: 'boyacky-alb-1.elb.amazonaws.com', state: 'active', vpcId: 'vpc-0123456789abcdef0' };

export function createFakeEcs(world: FakeWorld): FakeEcs {
  const ecs: FakeEcs = {
    roles: new Map(),
    clusters: new Map(),
    definitions: [],
    targetGroups: new Map(),
    listeners: [],
    targets: [],
    service: undefined,
    tasks: [],
    stopped: [],
    logs: [],
    tick: () => tick(world, ecs),
    doors: {},
  };
  return Object.assign(ecs, { doors: { ...iamDoor(world, ecs), ...elbDoors(world, ecs), ...ecsDoors(world, ecs) } });
}

function iamDoor(world: FakeWorld, { roles }: FakeEcs): Pick<Aws, 'roles'> {
  const add = (name: string, trust: PolicyDocument): FakeRole => {
    world.calls.push(`roles.create ${name}`);
    const role = { name, arn: `arn:aws:iam::${account}:role/${name}`, trust, tags: {}, attached: [], inline: new Map() };
    roles.set(name, role);
    return role;
  };
  const service = (name: string): PolicyDocument => ({ Statement: [{ Effect: 'Allow', Principal: { Service: name }, Action: 'sts:AssumeRole' }] });
  return {
    roles: {
    deniedActions: async () => [],
      withTags: async () => [],
      find: async (name) => roles.get(name),
      create: async ({ name, trust }) => add(name, trust),
      attachedPolicies: async (name) => roles.get(name)?.attached ?? [],
      managedPolicy: async () => ({ version: 'v1', document: { Statement: [{ Effect: 'Allow', Action: ['ecr:GetAuthorizationToken', 'logs:PutLogEvents'], Resource: '*' }] } }),
      inlinePolicy: async (name, policy) => roles.get(name)?.inline.get(policy),
      putInlinePolicy: async (name, policy, document) => {
        world.calls.push(`roles.putInlinePolicy ${policy}`);
        roles.get(name)?.inline.set(policy, document);
      },
      attachPolicy: async (name, policy) => {
        world.calls.push(`roles.attachPolicy ${name}`);
        roles.get(name)?.attached.push(policy);
      },
      detachPolicy: async () => {},
      setTrust: async () => {},
      delete: async (name) => void roles.delete(name),
      ensureServiceLinkedRole: async (name) => {
        if (!roles.has('AWSServiceRoleForECS')) add('AWSServiceRoleForECS', service(name));
      },
    },
  };
}

function elbDoors(world: FakeWorld, ecs: FakeEcs): Pick<Aws, 'loadBalancers' | 'listenerAddresses'> {
  return {
    listenerAddresses: { urlOf: async () => 'http://live.test' },
    loadBalancers: {
      count: async () => 1,
      find: async () => balancer,
      findTargetGroup: async (name) => ecs.targetGroups.get(name),
      targetGroupsIn: async (vpcId) => [...ecs.targetGroups.values()].filter((group) => group.vpcId === vpcId),
      createTargetGroup: async ({ name, vpcId, port, healthCheckPath }) => {
        world.calls.push(`createTargetGroup ${name}`);
        const group = { arn: arn('elasticloadbalancing', `targetgroup/${name}/1`), name, targetType: 'ip', protocol: 'HTTP', port, vpcId, healthCheckPath, loadBalancerArns: [] };
        ecs.targetGroups.set(name, group);
        return group;
      },
      listeners: async () => ecs.listeners,
      listener: async (arn) => ecs.listeners.find((each) => each.arn === arn),
      createListener: async ({ port, targetGroupArn }) => {
        world.calls.push(`createListener ${port}`);
        const listener = { arn: 'arn:listener', port, protocol: 'HTTP', targetGroupArns: [targetGroupArn] };
        ecs.listeners.push(listener);
        return listener;
      },
      targetHealth: async () => ecs.targets,
      setHealthCheckPath: async () => {},
      setForward: async () => {},
      deleteListener: async () => {},
      deleteTargetGroup: async () => {},
    },
  };
}

function ecsDoors(world: FakeWorld, ecs: FakeEcs): Pick<Aws, 'clusters' | 'taskDefinitions' | 'services' | 'logGroups'> {
  return {
    clusters: {
      find: async (name) => ecs.clusters.get(name),
      create: async ({ name }) => {
        world.calls.push(`clusters.create ${name}`);
        const cluster = { name, arn: arn('ecs', `cluster/${name}`), status: 'ACTIVE', capacityProviders: ['FARGATE'], runningTasks: 0, activeServices: 0 };
        ecs.clusters.set(name, cluster);
        return cluster;
      },
      delete: async () => {},
    },
    taskDefinitions: {
      find: async (reference) => [...ecs.definitions].reverse().find((each) => each.arn === reference || each.family === reference),
      register: async ({ family, container, logGroup, tags: _, region: logRegion, ...request }) => {
        world.calls.push(`taskDefinitions.register ${container.image.split(':').at(-1) ?? ''}`);
        const revision = ecs.definitions.length + 1;
        const logOptions = { 'awslogs-group': logGroup, 'awslogs-region': logRegion, 'awslogs-stream-prefix': 'ecs' };
        const definition: TaskDefinition = {
          ...request,
          arn: arn('ecs', `task-definition/${family}:${revision}`),
          family,
          revision,
          status: 'ACTIVE',
          networkMode: 'awsvpc',
          compatibilities: ['FARGATE'],
          containers: [{ name: container.name, image: container.image, ports: [container.port], logDriver: 'awslogs', logOptions }],
          json: JSON.stringify({ family, revision, networkMode: 'awsvpc', taskRoleArn: request.taskRoleArn, requiresAttributes: [{ name: 'noise' }], containerDefinitions: [{ name: container.name, image: container.image, cpu: 0 }] }),
        };
        ecs.definitions.push(definition);
        return definition;
      },
      list: async () => [...ecs.definitions].reverse().map((each) => each.arn),
      deregister: async () => {},
      delete: async () => {},
    },
    services: {
      find: async () => ecs.service,
      create: async (request) => {
        world.calls.push(`services.create ${request.name}`);
        ecs.service = {
          name: request.name,
          arn: arn('ecs', `service/${request.cluster}/${request.name}`),
          status: 'ACTIVE',
          taskDefinitionArn: request.taskDefinition,
          desired: request.desired,
          pending: 0,
          running: 0,
          launchType: 'FARGATE',
          createdAt: world.now,
          subnets: request.subnets,
          securityGroups: request.securityGroups,
          publicIp: false,
          targetGroupArns: [request.targetGroupArn],
          deployments: [newDeployment(request.taskDefinition, world.now)],
          events: [],
        };
        return ecs.service;
      },
      update: async ({ taskDefinition, forceNewDeployment }) => {
        world.calls.push(`services.update ${taskDefinition.split('/').at(-1) ?? ''} force=${String(forceNewDeployment)}`);
        const service = demand(ecs);
        const old = service.deployments.map((each) => ({ ...each, status: 'ACTIVE' }));
        ecs.service = { ...service, taskDefinitionArn: taskDefinition, deployments: [newDeployment(taskDefinition, world.now), ...old] };
        return ecs.service;
      },
      delete: async () => {},
      tasks: async (_, filter) => (filter?.stopped ? ecs.stopped : ecs.tasks),
      stopTask: async () => {},
    },
    logGroups: { find: async () => undefined, delete: async () => {}, events: async (_, { startTime, last, stream = () => true }) => ecs.logs.filter((event) => event.at >= startTime && stream(event.stream)).slice(-last) },
  };
}

function newDeployment(taskDefinitionArn: string, createdAt: number): Deployment {
  return { id: `ecs-svc/${taskDefinitionArn}`, status: 'PRIMARY', taskDefinitionArn, createdAt, desired: 1, pending: 0, running: 0, failed: 0, rolloutState: 'IN_PROGRESS' };
}

function demand({ service }: FakeEcs): Service {
  if (service === undefined) throw new Error('there is no service');
  return service;
}

/** Start, run, healthy, the old one drains, completed: one of these at a time. */
function tick(world: FakeWorld, ecs: FakeEcs): void {
  const { service } = ecs;
  const primary = service?.deployments[0];
  if (service === undefined || primary === undefined || primary.rolloutState !== 'IN_PROGRESS') return;
  const ip = `10.0.0.${ecs.definitions.findIndex((each) => each.arn === primary.taskDefinitionArn) + 10}`;
  const mine = ecs.tasks.find(({ taskDefinitionArn }) => taskDefinitionArn === primary.taskDefinitionArn);
  const target = ecs.targets.find((each) => each.ip === ip);
  const old = ecs.targets.find((each) => each.ip !== ip);
  const change = (fields: Partial<Deployment>, message: string) => {
    const deployments = [{ ...primary, ...fields }, ...service.deployments.slice(1)];
    ecs.service = { ...service, deployments, running: ecs.tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length, events: [{ id: message, at: world.now, message: `(service ${service.name}) ${message}` }, ...service.events] };
  };
  if (mine === undefined) {
    ecs.tasks.push({ id: `task-${ip}`, arn: `arn:task/${ip}`, lastStatus: 'PROVISIONING', desiredStatus: 'RUNNING', taskDefinitionArn: primary.taskDefinitionArn, privateIp: ip, containers: [] });
    change({ pending: 1 }, `has started 1 tasks: (task ${ip}).`);
  } else if (mine.lastStatus !== 'RUNNING') {
    ecs.tasks = ecs.tasks.map((task) => (task === mine ? { ...task, lastStatus: 'RUNNING' } : task));
    ecs.targets.push({ ip, port: 8080, state: 'initial', reason: 'Elb.RegistrationInProgress' });
    change({ pending: 0, running: 1 }, 'registered 1 targets in (target-group arn)');
  } else if (target?.state === 'initial') {
    ecs.targets = ecs.targets.map((each) => (each === target ? { ip, port: 8080, state: 'healthy' } : each));
  } else if (old?.state === 'healthy') {
    ecs.targets = ecs.targets.map((each) => (each === old ? { ...each, state: 'draining' } : each));
    change({}, 'has begun draining connections on 1 tasks.');
  } else {
    ecs.targets = ecs.targets.filter((each) => each.ip === ip);
    ecs.tasks = ecs.tasks.filter((task) => task === mine);
    change({ rolloutState: 'COMPLETED' }, `(deployment ecs-svc/${ip}) deployment completed.`);
    ecs.service = { ...demand(ecs), deployments: demand(ecs).deployments.slice(0, 1) };
  }
}
