import type { Task } from './model.js';

/** What the load balancer says of one target. */
export interface TargetHealth {
  readonly state: string;
  readonly reason?: string;
  readonly description?: string;
}

/** Health by `targetKey`; a group that could not be asked is not in `askedGroups`. */
export interface HealthReport {
  readonly askedGroups: ReadonlySet<string>;
  readonly targets: ReadonlyMap<string, TargetHealth>;
}

export interface JudgeRules {
  readonly now: number;
  /** Without a load balancer a task counts as healthy after so long in RUNNING. */
  readonly healthyAfterMs: number;
  /** Bad health is overlooked for so long after the start. */
  readonly graceMs: number;
  /** The same for a task that was taken up after a restart: its target has to be found healthy anew. */
  readonly adoptionGraceMs: number;
}

export type Judgement =
  | { readonly is: 'stopped' | 'leaving' | 'pending' | 'starting' | 'healthy' }
  | { readonly is: 'unhealthy'; readonly targetGroupArn: string; readonly port: number; readonly reason: string };

export function targetKey(targetGroupArn: string, ip: string, port: number): string {
  return `${targetGroupArn} ${ip}:${port}`;
}

/** How a task stands in the eyes of the scheduler. */
export function judgeTask(task: Task, health: HealthReport, rules: JudgeRules): Judgement {
  if (task.lastStatus === 'STOPPED') return { is: 'stopped' };
  if (task.desiredStatus === 'STOPPED') return { is: 'leaving' };
  if (task.lastStatus !== 'RUNNING') return { is: 'pending' };
  const runningFor = rules.now - (task.startedAt ?? rules.now);
  if (task.targets.length === 0) return { is: runningFor >= rules.healthyAfterMs ? 'healthy' : 'starting' };

  const inGrace =
    runningFor < rules.graceMs || (task.adoptedAt !== undefined && rules.now - task.adoptedAt < rules.adoptionGraceMs);
  let healthy = true;
  for (const { targetGroupArn, port, registered } of task.targets) {
    if (!health.askedGroups.has(targetGroupArn)) {
      healthy &&= task.healthyAt !== undefined;
      continue;
    }
    const seen = registered ? health.targets.get(targetKey(targetGroupArn, task.networkInterface?.privateIp ?? '', port)) : undefined;
    if (seen?.state === 'unhealthy' && !inGrace) {
      return { is: 'unhealthy', targetGroupArn, port, reason: seen.description ?? 'Health checks failed' };
    }
    healthy &&= seen?.state === 'healthy';
  }
  return { is: healthy ? 'healthy' : 'starting' };
}
