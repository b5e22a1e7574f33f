import { AwsError } from '../../../src/sandbox/aws-error.js';
import type { SandboxContext } from '../../../src/sandbox/context.js';
import { createCredentials } from '../../../src/sandbox/identity/credentials.js';
import { paceOf } from '../../../src/sandbox/pace.js';
import type { StartedContainer, TaskRuntime, TaskSpec } from '../../../src/sandbox/runtime/task-runtime.js';
import { createEcsState, type EcsState } from '../../../src/sandbox/scheduler/state.js';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.js';

type Answer = (input: Record<string, unknown>) => unknown;

export interface LightWorld {
  readonly context: SandboxContext;
  readonly state: EcsState;
  readonly clock: VirtualClock;
  readonly runtime: TaskRuntime;
  /** "elbv2:RegisterTargets {…}" in order, and what the runtime was asked: "prepare ID", "start ID", "stop ID". */
  readonly calls: string[];
  readonly log: string[];
  /** By operation; a test changes them. */
  readonly answers: Map<string, Answer>;
  /** State of a target by its address. */
  readonly health: Map<string, { State: string; Reason?: string; Description?: string }>;
  /** Ends the containers of a task by themselves. */
  end(taskId: string): void;
  /** What the runtime does when it is asked; a test changes it. */
  readonly does: { prepare: (spec: TaskSpec) => Promise<Record<string, string>>; start: () => Promise<void>; stop: () => Promise<void>; adopt: (spec: TaskSpec, containers: readonly StartedContainer[]) => Promise<boolean>; removeStrays: (known: ReadonlySet<string>) => Promise<void> };
  messages(serviceArn: string): string[];
}

export const targetGroup = 'arn:aws:elasticloadbalancing:r:1:targetgroup/g/1';

/** The scheduler's surroundings without an engine, a network or real time; at AWS's own pace. */
export function createLightWorld({ pace = 'real' }: { readonly pace?: 'real' | 'fast' } = {}): LightWorld {
  const clock = createVirtualClock();
  const store = openJournalStore();
  const state = createEcsState(store);
  const calls: string[] = [];
  const log: string[] = [];
  const health: LightWorld['health'] = new Map();
  let nextAddress = 0;
  const trust = { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } } };
  const answers = new Map<string, Answer>([
    ['GetRole', ({ RoleName }) => ({ Role: { Arn: `arn:aws:iam::1:role/${String(RoleName)}`, AssumeRolePolicyDocument: JSON.stringify(trust) } })],
    ['CreateNetworkInterface', ({ SubnetId }) => ((nextAddress += 1), { NetworkInterface: { NetworkInterfaceId: `eni-${nextAddress}`, SubnetId, PrivateIpAddress: `10.0.0.${nextAddress}`, AvailabilityZone: 'ra', PrivateDnsName: 'ip', MacAddress: '0a' } })],
    ['DeleteNetworkInterface', () => ({})],
    ['RegisterTargets', ({ Targets }) => void (Targets as { Id: string }[]).forEach(({ Id }) => health.set(Id, { State: 'initial' }))],
    ['DeregisterTargets', ({ Targets }) => void (Targets as { Id: string }[]).forEach(({ Id }) => health.set(Id, { State: 'draining' }))],
    ['DescribeTargetHealth', () => ({ TargetHealthDescriptions: [...health].map(([Id, TargetHealth]) => ({ Target: { Id, Port: 80 }, TargetHealth })) })],
  ]);
  const ends = new Map<string, () => void>();
  const waits = new Map<string, Promise<void>>();
  const begin = (taskId: string): void => void waits.set(taskId, new Promise((resolve) => ends.set(taskId, resolve)));

  const does: LightWorld['does'] = {
    prepare: ({ containers }) => Promise.resolve(Object.fromEntries(containers.map(({ name }) => [name, `sha256:${name}`]))),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    adopt: () => Promise.resolve(true),
    removeStrays: () => Promise.resolve(),
  };
  const runtime: TaskRuntime = {
    prepare: async (spec) => {
      calls.push(`prepare ${spec.taskId}`);
      return {
        imageDigests: await does.prepare(spec),
        start: async () => {
          calls.push(`start ${spec.taskId}`);
          await does.start();
          begin(spec.taskId);
          return { containers: spec.containers.map(({ name }) => ({ name, runtimeId: `run-${name}` })), accessKeyId: 'ASIA' };
        },
      };
    },
    adopt: async (spec, containers) => {
      calls.push(`adopt ${spec.taskId}`);
      const adopted = await does.adopt(spec, containers);
      if (adopted) begin(spec.taskId);
      return adopted;
    },
    waitForEnd: async (taskId) => waits.get(taskId),
    stop: async (taskId, options) => {
      calls.push(`stop ${taskId} ${JSON.stringify(options)}`);
      await does.stop();
      return [{ name: 'web', exitCode: 7, reason: 'why' }];
    },
    removeStrays: (known) => {
      calls.push(`removeStrays ${[...known].join()}`);
      return does.removeStrays(known);
    },
  };

  const context: SandboxContext = {
    account: { id: '1', region: 'r', zones: ['ra'] },
    clock,
    pace: paceOf(pace),
    store,
    network: { attach: () => undefined, detach: () => undefined, resolve: () => undefined },
    credentials: createCredentials(store, clock, '1'),
    endpoint: { host: 'h', port: 1, url: 'http://h' },
    directory: () => '',
     
    call: async <Input, Output>(service: string, operation: string, input: Input) => {
      calls.push(`${service}:${operation} ${JSON.stringify(input)}`);
      const answer = answers.get(operation);
      if (!answer) throw new AwsError('NotHere', operation);
      return answer(input as Record<string, unknown>) as Output;
    },
    taggedResources: () => Promise.resolve([]),
    log: (line) => void log.push(line),
  };
  return {
    context, state, clock, runtime, calls, log, answers, health, does,
    end: (taskId) => ends.get(taskId)?.(),
    messages: (serviceArn) => (state.events.get(serviceArn)?.events ?? []).map(({ message }) => message),
  };
}
