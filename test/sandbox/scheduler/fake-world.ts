import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsError } from '../../../src/sandbox/aws-error.js';
import type { SandboxContext } from '../../../src/sandbox/context.js';
import { createEcsService } from '../../../src/sandbox/ecs/service.js';
import { createCredentials } from '../../../src/sandbox/identity/credentials.js';
import { createNetwork } from '../../../src/sandbox/network.js';
import type { Pace } from '../../../src/sandbox/pace.js';
import type { Service, ServiceName } from '../../../src/sandbox/service.js';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import type { Store } from '../../../src/sandbox/store/store.js';
import { systemClock, type Clock } from '../../../src/shared/clock.js';
import { createFakeEngine, type FakeEngine } from '../runtime/fake-engine.js';

export const targetGroupArn = 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/ecs-boyack-boyacky-service/0123456789abcdef';
export const taskRoleArn = 'arn:aws:iam::123456789012:role/boyacky-task-role';
export const executionRoleArn = 'arn:aws:iam::123456789012:role/ecsTaskExecutionRole';

type Neighbour = (operation: string, input: Record<string, never>) => unknown;

export interface FakeWorld {
  readonly context: SandboxContext;
  readonly engine: FakeEngine;
  readonly ecs: Service;
  /** Answers as the API would; rejects with AwsError. */
  call<Output>(operation: string, input: object): Promise<Output>;
  readonly targetGroup: { loadBalancers: string[]; type: string; targets: Map<string, FakeTarget>; healthOf: (ip: string) => string; description: string };
  /** repository → tag → digest */
  readonly registry: Map<string, Map<string, string>>;
  readonly roles: Map<string, { trusted: boolean; denied: string[] }>;
  readonly logGroups: Map<string, Map<string, string[]>>;
  readonly interfaces: Set<string>;
  /** "register IP", "deregister IP", "unused IP" together with the engine's calls, in order. */
  readonly timeline: string[];
  readonly logLines: string[];
  /** The same world after the sandbox was ended without a word; the containers run on. */
  restart(): Promise<FakeWorld>;
}

interface FakeTarget {
  since: number;
  drainingSince?: number;
}

const settleMs = 40;
/** Over all worlds: an address is never given twice. */
let nextIp = 10;

export async function createFakeWorld(options: { store?: Store; from?: FakeWorld; clock?: Clock; pace?: Pace } = {}): Promise<FakeWorld> {
  const life = createLife();
  const time = options.clock ?? systemClock;
  const store = options.store ?? openJournalStore();
  const from = options.from;
  const engine = from?.engine ?? createFakeEngine();
  const network = createNetwork();
  const directory = from?.context.directory('ecs') ?? mkdtempSync(join(tmpdir(), 'boyacky-lab-ecs-'));
  const timeline = from?.timeline ?? engine.calls;
  const logLines: string[] = [];
  const registry = from?.registry ?? new Map([['boyacky/web-app', new Map([['1.0', digestOf('1')]])]]);
  for (const tags of registry.values()) for (const digest of tags.values()) engine.images.set(`127.0.0.1:4599/boyacky/web-app@${digest}`, 'amd64');
  const roles =
    from?.roles ??
    new Map([
      ['boyacky-task-role', { trusted: true, denied: [] as string[] }],
      ['ecsTaskExecutionRole', { trusted: true, denied: [] as string[] }],
      ['AWSServiceRoleForECS', { trusted: true, denied: [] as string[] }],
    ]);
  const logGroups = from?.logGroups ?? new Map([['/ecs/boyacky', new Map<string, string[]>()]]);
  const interfaces = from?.interfaces ?? new Set<string>();
  const targetGroup = from?.targetGroup ?? {
    loadBalancers: ['arn:lb'],
    type: 'ip',
    targets: new Map<string, FakeTarget>(),
    healthOf: () => 'healthy',
    description: 'Health checks failed with these codes: [404]',
  };

  const neighbours: Partial<Record<ServiceName, Neighbour>> = {
    ec2: (operation, input: { SubnetIds?: string[]; GroupIds?: string[]; SubnetId?: string; NetworkInterfaceId?: string }) => {
      switch (operation) {
        case 'DescribeSubnets':
          return { Subnets: input.SubnetIds?.map((id) => found(id, /^subnet-0[ab]$/, 'InvalidSubnetID.NotFound', 'subnet ID') && { SubnetId: id, VpcId: 'vpc-0' }) };
        case 'DescribeSecurityGroups':
          return { SecurityGroups: input.GroupIds?.map((id) => found(id, /^sg-0a$/, 'InvalidGroup.NotFound', 'security group') && { GroupId: id, VpcId: 'vpc-0' }) };
        case 'CreateNetworkInterface': {
          nextIp += 1;
          const id = `eni-0${nextIp}`;
          interfaces.add(id);
          return { NetworkInterface: { NetworkInterfaceId: id, SubnetId: input.SubnetId, PrivateIpAddress: `10.0.2.${nextIp}`, AvailabilityZone: 'ap-northeast-1a' } };
        }
        case 'DeleteNetworkInterface':
          interfaces.delete(input.NetworkInterfaceId ?? '');
          return {};
        default:
          return undefined;
      }
    },
    elbv2: (operation, input: { Targets?: { Id: string; Port: number }[]; TargetGroupArns?: string[] }) => {
      switch (operation) {
        case 'DescribeTargetGroups':
          if (input.TargetGroupArns?.[0] !== targetGroupArn) throw new AwsError('TargetGroupNotFound', 'One or more target groups not found');
          return { TargetGroups: [{ TargetGroupArn: targetGroupArn, LoadBalancerArns: targetGroup.loadBalancers, TargetType: targetGroup.type }] };
        case 'RegisterTargets':
          for (const { Id } of input.Targets ?? []) {
            timeline.push(`register ${Id}`);
            targetGroup.targets.set(Id, { since: time.now() });
          }
          return {};
        case 'DeregisterTargets':
          for (const { Id } of input.Targets ?? []) {
            const target = targetGroup.targets.get(Id);
            if (!target || target.drainingSince !== undefined) continue;
            timeline.push(`deregister ${Id}`);
            target.drainingSince = time.now();
          }
          return {};
        case 'DescribeTargetHealth':
          for (const [ip, { drainingSince }] of targetGroup.targets) {
            if (drainingSince === undefined || time.now() - drainingSince < settleMs) continue;
            timeline.push(`unused ${ip}`);
            targetGroup.targets.delete(ip);
          }
          return {
            TargetHealthDescriptions: [...targetGroup.targets].map(([Id, { since, drainingSince }]) => ({
              Target: { Id, Port: 8080 },
              TargetHealth: {
                State: drainingSince !== undefined ? 'draining' : time.now() - since < settleMs ? 'initial' : targetGroup.healthOf(Id),
                Description: targetGroup.description,
              },
            })),
          };
        default:
          return undefined;
      }
    },
    ecr: (operation, input: { repositoryName?: string; imageIds?: { imageTag?: string; imageDigest?: string }[] }) => {
      if (operation === 'GetAuthorizationToken') return { authorizationData: [{ authorizationToken: Buffer.from('AWS:secret').toString('base64') }] };
      if (operation !== 'BatchGetImage') return undefined;
      const repository = registry.get(input.repositoryName ?? '');
      if (!repository) throw new AwsError('RepositoryNotFoundException', 'no repository');
      const { imageTag, imageDigest } = input.imageIds?.[0] ?? {};
      const digest = imageDigest ?? repository.get(imageTag ?? '');
      return { images: digest === undefined ? [] : [{ imageId: { imageDigest: digest }, imageManifestMediaType: 'application/vnd.docker.distribution.manifest.v2+json' }] };
    },
    iam: (operation, input: { RoleName?: string; PolicySourceArn?: string; ActionNames?: string[]; AWSServiceName?: string }) => {
      if (operation === 'CreateServiceLinkedRole') return void roles.set('AWSServiceRoleForECS', { trusted: true, denied: [] });
      const name = input.RoleName ?? input.PolicySourceArn?.split('/').at(-1) ?? '';
      const role = roles.get(name);
      if (!role) throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, { status: 404 });
      if (operation === 'SimulatePrincipalPolicy') {
        return { EvaluationResults: input.ActionNames?.map((action) => ({ EvalDecision: role.denied.includes(action) ? 'implicitDeny' : 'allowed' })) };
      }
      const service = role.trusted ? 'ecs-tasks.amazonaws.com' : 'ec2.amazonaws.com';
      const document = { Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] };
      return { Role: { RoleName: name, RoleId: 'AROA', Arn: `arn:aws:iam::123456789012:role/${name}`, AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(document)) } };
    },
    logs: (operation, input: { logGroupName?: string; logStreamName?: string; logEvents?: { message: string }[] }) => {
      const { logGroupName = '', logStreamName = '' } = input;
      if (operation === 'CreateLogGroup') return void logGroups.set(logGroupName, new Map());
      const group = logGroups.get(logGroupName);
      if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
      if (operation === 'CreateLogStream') return void group.set(logStreamName, group.get(logStreamName) ?? []);
      group.get(logStreamName)?.push(...(input.logEvents ?? []).map(({ message }) => message));
      return {};
    },
  };

  const context: SandboxContext = {
    account: { id: '123456789012', region: 'ap-northeast-1', zones: ['ap-northeast-1a'] },
    clock: { now: () => time.now(), sleep: (ms, signal) => life.orNever(time.sleep(ms, signal)) },
    pace: options.pace ?? { name: 'fast', ms: (realMs) => Math.min(realMs / 400, 60), backOffMs: (realMs) => Math.min(realMs / 400, 60) },
    store,
    network,
    credentials: createCredentials(store, time, '123456789012'),
    endpoint: { host: '127.0.0.1:4599', port: 4599, url: 'http://127.0.0.1:4599' },
    directory: () => directory,
    call: async <Input, Output>(service: ServiceName, operation: string, input: Input) => {
      if (life.isOver()) return life.orNever(Promise.reject(new Error('killed')));
      const neighbour = neighbours[service];
      if (!neighbour) throw new Error(`the fake world has no ${service}`);
      return life.orNever(Promise.resolve(neighbour(operation, input as Record<string, never>) as Output));
    },
    taggedResources: () => Promise.resolve([]),
    log: (line) => void logLines.push(line),
  };
  const ecs = createEcsService(context, { engine: mortal(engine, life) });
  await ecs.start?.();

  const world: FakeWorld = {
    context,
    engine,
    ecs,
    targetGroup,
    registry,
    roles,
    logGroups,
    interfaces,
    timeline,
    logLines,
    call: async <Output>(operation: string, input: object) =>
      (await ecs.operations[operation]?.handle(input as never, {
        requestId: 'test',
        principal: { kind: 'owner', arn: 'arn:aws:iam::123456789012:user/learner', userId: 'AIDA' },
      })) as Output,
    restart: () => {
      life.end();
      return createFakeWorld({ store, from: world });
    },
  };
  return world;
}

export function digestOf(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}

function found(id: string, known: RegExp, code: string, kind: string): true {
  if (!known.test(id)) throw new AwsError(code, `The ${kind} '${id}' does not exist`);
  return true;
}

interface Life {
  end(): void;
  isOver(): boolean;
  /** The promise while the process lives; after that it neither resolves nor rejects. */
  orNever<T>(promise: Promise<T>): Promise<T>;
}

/** A process that can be killed: whatever it waits for never happens. */
function createLife(): Life {
  let over = false;
  return {
    end: () => (over = true),
    isOver: () => over,
    orNever: (promise) =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => void (over || resolve(value)),
          (error: unknown) => void (over || reject(error as Error)),
        );
      }),
  };
}

/** The engine as a process sees it that can be killed. */
function mortal(engine: FakeEngine, life: Life): FakeEngine {
  return new Proxy(engine, {
    get: (target, property: keyof FakeEngine) => {
      const member = target[property];
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const alive = args.map((arg) => (typeof arg === 'function' ? (...given: unknown[]) => void (life.isOver() || (arg as (...all: unknown[]) => void)(...given)) : arg));
        return life.orNever((member as (...all: unknown[]) => Promise<unknown>)(...alive));
      };
    },
  });
}
