import { AwsFailure } from '../../../../src/aws/aws-failure.js';
import type { Aws } from '../../../../src/aws/aws.js';
import type { ListedKind } from '../../../../src/aws/inventory.js';
import type { Cluster } from '../../../../src/aws/clusters.js';
import type { Listener } from '../../../../src/aws/load-balancers.js';
import type { Service, Task } from '../../../../src/aws/services.js';
import type { StackResource } from '../../../../src/aws/stacks.js';
import type { TaggedResource } from '../../../../src/aws/tagged-resources.js';
import type { NetworkInterface } from '../../../../src/aws/vpc.js';
import type { Container, ContainerEngine, Image } from '../../../../src/containers/engine.js';
import type { LedgerLine, LedgerResource } from '../../../../src/workshop/ledger.js';
import { tagsFor } from '../../../../src/workshop/names.js';
import type { StepContext } from '../../../../src/workshop/types.js';

export const ours = tagsFor('learner');
export const registry = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com';
export const noon = Date.parse('2025-11-20T03:00:00Z');

export const arnOf = (service: string, rest: string) => `arn:aws:${service}:${service === 'iam' ? '' : 'ap-northeast-1'}:123456789012:${rest}`;
export const revision = (n: number, family = 'boyacky-taskdef') => arnOf('ecs', `task-definition/${family}:${n}`);
export const balancerArn = arnOf('elasticloadbalancing', 'loadbalancer/app/boyacky-alb/50dc6c495c0c9188');
export const listenerArn = arnOf('elasticloadbalancing', 'listener/app/boyacky-alb/50dc6c495c0c9188/0467ef3c8400ae65');

export const denied = (operation = 'ecs:Anything') => new AwsFailure('denied', operation, 'AccessDeniedException', 'User: learner is not authorized');
export const inUse = (message: string) => new AwsFailure('in-use', 'ec2:Anything', 'DependencyViolation', message);

export interface FakeStack {
  status: string;
  statusReason?: string;
  tags: Record<string, string>;
  parts: StackResource[];
}

export const part = (type: string, physicalId: string, more: Partial<StackResource> = {}): StackResource => ({ logicalId: physicalId, physicalId, type: `AWS::${type}`, status: 'CREATE_COMPLETE', ...more });

export interface FakeRevision {
  status: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS';
  logOptions?: Record<string, string>;
  registeredAt?: number;
}

/** An account and a machine in memory. What the clean-up does to them is in `calls`, in order. */
export interface FakeAccount {
  readonly context: StepContext;
  /** The doors: a test replaces what is to fail. */
  readonly aws: Aws;
  readonly engine: ContainerEngine;
  readonly calls: string[];
  now: number;
  /** Called with each sleep: what the account does by itself meanwhile. */
  onSleep: () => void;
  readonly stacks: Map<string, FakeStack>;
  readonly tables: Map<string, string>;
  readonly repositories: Set<string>;
  readonly roles: Map<string, Record<string, string>>;
  readonly clusters: Map<string, Partial<Cluster>>;
  /** By "cluster/service". */
  readonly services: Map<string, string>;
  tasks: Task[];
  /** By ARN. */
  readonly revisions: Map<string, FakeRevision>;
  /** Is the load balancer there? */
  balancer: boolean;
  listeners: Listener[];
  readonly targetGroups: Set<string>;
  /** Of those, the ones in a VPC, by name. */
  readonly vpcOfGroup: Map<string, string>;
  /** By name: when it was made. */
  readonly logGroups: Map<string, number>;
  interfaces: NetworkInterface[];
  securityGroups: { id: string; name: string }[];
  subnets: { id: string; name: string }[];
  /** Ids in EC2 that stand. */
  readonly standing: Set<string>;
  /** What the tagging API tells. */
  tagged: TaggedResource[];
  images: Image[];
  containers: Container[];
  engineAvailable: boolean;
  appRuns: boolean;
  /** The highest revision that was there before the workshop. */
  foreignRevisions?: string;
}

const nothing = () => Promise.resolve(undefined);

export function createFakeAccount(): FakeAccount {
  const lines: LedgerLine[] = [];
  const account: Omit<FakeAccount, 'context' | 'aws' | 'engine'> = {
    calls: [],
    now: noon,
    onSleep: () => undefined,
    stacks: new Map(),
    tables: new Map(),
    repositories: new Set(),
    roles: new Map(),
    clusters: new Map(),
    services: new Map(),
    tasks: [],
    revisions: new Map(),
    balancer: false,
    listeners: [],
    targetGroups: new Set(),
    vpcOfGroup: new Map(),
    logGroups: new Map(),
    interfaces: [],
    securityGroups: [],
    subnets: [],
    standing: new Set(),
    tagged: [],
    images: [],
    containers: [],
    engineAvailable: true,
    appRuns: false,
  };
  const fake = account as FakeAccount;
  const aws = createDoors(fake);
  const engine = createEngine(fake);
  const write = (event: LedgerLine['event'], { kind, id }: LedgerResource) => void lines.push({ at: '', event, kind, id });
  const open = () => [...new Map(lines.map((line) => [`${line.kind} ${line.id}`, line])).values()].filter(({ event }) => event !== 'deleted');
  const has = ({ kind, id }: LedgerResource) => open().some((line) => line.kind === kind && line.id === id);
  const context: Partial<StepContext> = {
    target: { kind: 'sandbox', region: 'ap-northeast-1', environment: {} },
    aws,
    engine,
    app: {
      running: () => (fake.appRuns ? { pid: 1, port: 8080 } : undefined),
      stop: () => {
        fake.calls.push('app.stop');
        fake.appRuns = false;
        return Promise.resolve();
      },
    } as StepContext['app'],
    ledger: {
      record: async (resource, make) => {
        write('planned', resource);
        const made = await make();
        write('created', resource);
        return made;
      },
      deleted: (resource) => void (has(resource) && write('deleted', resource)),
      open,
      has,
      lines: () => lines,
      archived: () => [],
      archive: () => undefined,
    },
    progress: { fact: () => fake.foreignRevisions } as unknown as StepContext['progress'],
    clock: {
      now: () => fake.now,
      sleep: (ms, signal) => {
        signal?.throwIfAborted();
        fake.now += ms;
        fake.onSleep();
        return Promise.resolve();
      },
    },
    signal: new AbortController().signal,
    owner: 'learner',
    language: 'en',
    say: () => undefined,
  };
  return Object.assign(fake, { aws, engine, context: context as StepContext });
}

/** Puts things on the ledger, as if the workshop had made them. */
export async function note({ context }: FakeAccount, ...resources: readonly LedgerResource[]): Promise<void> {
  for (const resource of resources) await context.ledger.record(resource, nothing);
}

export function tag(account: FakeAccount, arn: string, more: Record<string, string> = {}): void {
  account.tagged.push({ arn, tags: { ...ours, ...more } });
}

export const task = (id: string, more: Partial<Task> = {}): Task => ({ id, arn: arnOf('ecs', `task/boyacky-cluster/${id}`), lastStatus: 'RUNNING', desiredStatus: 'RUNNING', taskDefinitionArn: revision(1), containers: [], ...more });

export const image = (id: string, { labels = {}, ...more }: Partial<Image> & { labels?: Record<string, string> } = {}): Image => ({
  id,
  tags: [],
  digests: [],
  sizeBytes: 1,
  createdAt: '',
  os: 'linux',
  architecture: 'amd64',
  layers: [],
  ...more,
  config: { env: [], entrypoint: [], cmd: [], workingDir: '', exposedPorts: [], user: '', labels },
});

export const container = (name: string, more: Partial<Container> = {}): Container => ({ id: `id-${name}`, name, image: 'boyacky/web-app', imageId: 'sha256:1', state: 'running', outOfMemory: false, ports: [], labels: {}, createdAt: '', ...more });

export const labels = { 'boyacky-lab.workshop': 'boyacky', 'boyacky-lab.owner': 'learner' };

function createDoors(account: FakeAccount): Aws {
  const { calls, stacks, tables, repositories, roles, clusters, services, revisions, targetGroups, logGroups } = account;
  const gone = (call: string, remove: () => void) => {
    calls.push(call);
    remove();
    return Promise.resolve();
  };
  const found = <T>(value: T) => Promise.resolve(value);
  const listener = (arn: string) => account.listeners.find((each) => each.arn === arn);
  const doors = {
    stacks: {
      find: (name: string) => {
        const stack = stacks.get(name);
        return found(stack && { id: name, name, status: stack.status, statusReason: stack.statusReason, tags: stack.tags, createdAt: noon, outputs: {} });
      },
      resources: (name: string) => {
        const stack = stacks.get(name);
        return stack === undefined ? Promise.reject(new AwsFailure('not-found', 'cloudformation', 'ValidationError', `Stack with id ${name} does not exist`)) : found(stack.parts);
      },
      ofPart: (id: string) => found([...stacks].find(([, { parts }]) => parts.some(({ physicalId }) => physicalId === id))?.[0]),
      delete: (name: string) => gone(`stacks.delete ${name}`, () => stacks.delete(name)),
    },
    tables: {
      find: (name: string) => {
        const status = tables.get(name);
        return found(status === undefined ? undefined : { name, arn: arnOf('dynamodb', `table/${name}`), status, indexes: [] });
      },
      delete: (name: string) => gone(`tables.delete ${name}`, () => tables.delete(name)),
    },
    repositories: {
      find: (name: string) => found(repositories.has(name) ? { name, arn: arnOf('ecr', `repository/${name}`) } : undefined),
      delete: (name: string, { force }: { force: boolean }) => gone(`repositories.delete ${name}${force ? ' with its images' : ''}`, () => repositories.delete(name)),
      login: () => found({ registry, username: 'AWS', password: 'secret' }),
    },
    roles: {
      find: (name: string) => {
        const tags = roles.get(name);
        return found(tags && { name, arn: arnOf('iam', `role/${name}`), tags, trust: { Statement: [] } });
      },
      withTags: (tags: Record<string, string>) => found([...roles].filter(([, has]) => Object.entries(tags).every(([key, value]) => has[key] === value)).map(([name]) => name)),
      delete: (name: string) => gone(`roles.delete ${name}`, () => roles.delete(name)),
    },
    clusters: {
      find: (name: string) => {
        const cluster = clusters.get(name);
        return found(cluster && { name, arn: arnOf('ecs', `cluster/${name}`), status: 'ACTIVE', activeServices: 0, runningTasks: 0, capacityProviders: [], ...cluster });
      },
      delete: (name: string) => gone(`clusters.delete ${name}`, () => clusters.delete(name)),
    },
    services: {
      find: (cluster: string, name: string) => {
        const status = services.get(`${cluster}/${name}`);
        return found(status === undefined ? undefined : ({ name, status, arn: arnOf('ecs', `service/${cluster}/${name}`) } as Service));
      },
      delete: (cluster: string, name: string) => gone(`services.delete ${cluster}/${name}`, () => services.set(`${cluster}/${name}`, 'INACTIVE')),
      tasks: (_: string, filter?: { stopped?: boolean }) => found(account.tasks.filter(({ desiredStatus }) => (desiredStatus === 'STOPPED') === (filter?.stopped === true))),
      stopTask: (cluster: string, arn: string, reason: string) =>
        gone(`services.stopTask ${cluster} ${arn.split('/').at(-1) ?? ''}: ${reason}`, () => {
          account.tasks = account.tasks.filter((each) => each.arn !== arn);
        }),
    },
    taskDefinitions: {
      find: (arn: string) => {
        const at = revisions.get(arn);
        return found(at && { arn, family: 'boyacky-taskdef', registeredAt: at.registeredAt, containers: at.logOptions === undefined ? [] : [{ name: 'c', image: 'i', ports: [], logOptions: at.logOptions }] });
      },
      list: (family: string, status: string) => found([...revisions].filter(([arn, each]) => arn.includes(`task-definition/${family}:`) && each.status === status).map(([arn]) => arn)),
      deregister: (arn: string) => gone(`taskDefinitions.deregister ${arn.split('/')[1] ?? ''}`, () => revisions.set(arn, { ...revisions.get(arn), status: 'INACTIVE' })),
      delete: (arns: readonly string[]) => gone(`taskDefinitions.delete ${arns.map((arn) => arn.split('/')[1]).join(' ')}`, () => arns.forEach((arn) => revisions.set(arn, { status: 'DELETE_IN_PROGRESS' }))),
    },
    loadBalancers: {
      find: (name: string) => found(account.balancer && name === 'boyacky-alb' ? { arn: balancerArn, name, dnsName: '', state: 'active', vpcId: 'vpc-1' } : undefined),
      listeners: (arn: string) => found(arn === balancerArn ? account.listeners : []),
      listener: (arn: string) => found(listener(arn)),
      findTargetGroup: (name: string) => found(targetGroups.has(name) ? { name, arn: arnOf('elasticloadbalancing', `targetgroup/${name}/1`) } : undefined),
      targetGroupsIn: (vpc: string) => found([...targetGroups].filter((name) => account.vpcOfGroup.get(name) === vpc).map((name) => ({ name, arn: arnOf('elasticloadbalancing', `targetgroup/${name}/1`) }))),
      deleteListener: (arn: string) =>
        gone(`deleteListener ${listener(arn)?.port ?? '?'}`, () => {
          account.listeners = account.listeners.filter((each) => each.arn !== arn);
        }),
      deleteTargetGroup: (arn: string) => gone(`deleteTargetGroup ${arn.split('/')[1] ?? ''}`, () => targetGroups.delete(arn.split('/')[1] ?? '')),
    },
    logGroups: {
      find: (name: string) => {
        const createdAt = logGroups.get(name);
        return found(createdAt === undefined ? undefined : { name, createdAt });
      },
      delete: (name: string) => gone(`logGroups.delete ${name}`, () => logGroups.delete(name)),
    },
    resourceTags: { of: (arn: string) => found(account.tagged.find((each) => each.arn === arn)?.tags ?? {}) },
    taggedResources: { find: (tags: Record<string, string>) => found(account.tagged.filter((each) => Object.entries(tags).every(([key, value]) => each.tags[key] === value))) },
    vpc: {
      interfaces: () => found(account.interfaces),
      securityGroups: () => found(account.securityGroups.map((group) => ({ ...group, inbound: [] }))),
      subnets: () => found(account.subnets),
      existing: (ids: readonly string[]) => found(new Set(ids.filter((id) => account.standing.has(id)))),
    },
    inventory: {
      names: (kind: ListedKind) => {
        const lists: Record<ListedKind, () => Iterable<string>> = {
          stack: () => stacks.keys(),
          table: () => tables.keys(),
          repository: () => repositories,
          cluster: () => clusters.keys(),
          role: () => roles.keys(),
          'task-definition': () => new Set([...revisions.keys()].map((arn) => arn.split('/')[1]?.split(':')[0] ?? '')),
          'target-group': () => targetGroups,
          'load-balancer': () => (account.balancer ? ['boyacky-alb'] : []),
          'log-group': () => logGroups.keys(),
        };
        return found([...lists[kind]()]);
      },
      servicesIn: (cluster: string) => found([...services.keys()].filter((id) => id.startsWith(`${cluster}/`)).map((id) => id.split('/')[1] ?? '')),
    },
  };
  return doors as unknown as Aws;
}

function createEngine(account: FakeAccount): ContainerEngine {
  const findContainer = (id: string) => account.containers.find((each) => each.name === id || each.id === id);
  const engine: Partial<ContainerEngine> = {
    name: 'docker',
    status: () => Promise.resolve({ available: account.engineAvailable }),
    listImages: () => Promise.resolve(account.images),
    listContainers: () => Promise.resolve(account.containers),
    inspectImage: (reference) => Promise.resolve(account.images.find(({ id, tags, digests }) => [id, ...tags, ...digests].includes(reference))),
    inspectContainer: (id) => Promise.resolve(findContainer(id)),
    removeImage: (reference, options) => {
      account.calls.push(`removeImage ${reference}${options?.force === true ? ' by force' : ''}`);
      const without = (names: readonly string[]) => names.filter((name) => name !== reference);
      account.images = account.images.map((each) => ({ ...each, tags: without(each.tags), digests: without(each.digests) })).filter(({ id, tags, digests }) => id !== reference && tags.length + digests.length > 0);
      return Promise.resolve();
    },
    stop: (id, options) => {
      account.calls.push(`stop ${id} within ${options?.graceSeconds ?? '?'} s`);
      return Promise.resolve();
    },
    removeContainer: (id, options) => {
      account.calls.push(`removeContainer ${id}${options?.force === true ? ' by force' : ''}`);
      account.containers = account.containers.filter((each) => each !== findContainer(id));
      return Promise.resolve();
    },
    logout: (host) => {
      account.calls.push(`logout ${host}`);
      return Promise.resolve();
    },
  };
  return engine as ContainerEngine;
}
