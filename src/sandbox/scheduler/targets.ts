import type {
  DeregisterTargetsCommandInput,
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput,
  RegisterTargetsCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../aws-error.js';
import type { SandboxContext } from '../context.js';
import { targetKey, type HealthReport, type TargetHealth } from './judge-task.js';
import type { Task, TaskTarget } from './model.js';

const pollMs = 100;
/** A target that never becomes unused (its group is stuck) does not keep a task for ever: the longest delay is an hour. */
const longestDrainMs = 3600_000 + 60_000;

export async function registerTarget(context: SandboxContext, target: TaskTarget, privateIp: string): Promise<void> {
  const input: RegisterTargetsCommandInput = { TargetGroupArn: target.targetGroupArn, Targets: [{ Id: privateIp, Port: target.port }] };
  await context.call('elbv2', 'RegisterTargets', input);
}

export async function deregisterTarget(context: SandboxContext, target: TaskTarget, privateIp: string): Promise<void> {
  const input: DeregisterTargetsCommandInput = { TargetGroupArn: target.targetGroupArn, Targets: [{ Id: privateIp, Port: target.port }] };
  await unlessGone(context.call('elbv2', 'DeregisterTargets', input));
}

/** Resolves when no request is on its way to the target any more: its state is "unused" or it is gone. */
export async function waitUntilDrained(context: SandboxContext, target: TaskTarget, privateIp: string, signal: AbortSignal): Promise<void> {
  const until = context.clock.now() + longestDrainMs;
  while (!signal.aborted && context.clock.now() < until) {
    const input: DescribeTargetHealthCommandInput = { TargetGroupArn: target.targetGroupArn };
    const answer = await unlessGone(context.call<DescribeTargetHealthCommandInput, DescribeTargetHealthCommandOutput>('elbv2', 'DescribeTargetHealth', input));
    const found = answer?.TargetHealthDescriptions?.find(({ Target }) => Target?.Id === privateIp && Target.Port === target.port);
    if (found === undefined || found.TargetHealth?.State === 'unused') return;
    await context.clock.sleep(pollMs, signal).catch(() => undefined);
  }
}

/** The health of every target of these tasks. A group that cannot be asked is left out. */
export async function readTargetHealth(context: SandboxContext, tasks: readonly Task[]): Promise<HealthReport> {
  const groups = new Set(tasks.flatMap(({ targets }) => targets.map(({ targetGroupArn }) => targetGroupArn)));
  const askedGroups = new Set<string>();
  const targets = new Map<string, TargetHealth>();
  for (const group of groups) {
    const answer = await context
      .call<DescribeTargetHealthCommandInput, DescribeTargetHealthCommandOutput>('elbv2', 'DescribeTargetHealth', { TargetGroupArn: group })
      .catch(() => undefined);
    if (!answer) continue;
    askedGroups.add(group);
    for (const { Target, TargetHealth: health } of answer.TargetHealthDescriptions ?? []) {
      targets.set(targetKey(group, Target?.Id ?? '', Target?.Port ?? 0), {
        state: health?.State ?? 'unused',
        reason: health?.Reason,
        description: health?.Description,
      });
    }
  }
  return { askedGroups, targets };
}

async function unlessGone<T>(promise: Promise<T>): Promise<T | undefined> {
  return promise.catch((error: unknown) => {
    if (error instanceof AwsError && /^(TargetGroupNotFound|InvalidTarget)/.test(error.code)) return undefined;
    throw error;
  });
}
