import { applyAction } from './apply-action.js';
import type { Task } from './model.js';
import { plan, type PlanRules } from './plan.js';
import type { SchedulerWorld } from './scheduler-world.js';
import { readTargetHealth } from './targets.js';

export interface ServiceLoop {
  /** Something changed: look at once. */
  wake(): void;
  readonly over: Promise<void>;
}

// A plan that never comes to rest is a bug; it must not take the processor with it.
const mostRounds = 50;
const settledTickMs = 1_000;
const busyTickMs = 250;
const healthyAfterMs = 40_000;
const adoptionGraceMs = 180_000;
const repeatSteadyMs = 6 * 3_600_000;

/** Looks after one service until it is INACTIVE: plan, act, sleep, again. Never rejects. */
export function startServiceLoop(world: SchedulerWorld, serviceArn: string, signal: AbortSignal): ServiceLoop {
  const { context, state } = world;
  let woken = false;
  let sleeper: AbortController | undefined;

  const rest = async (): Promise<void> => {
    if (woken) return;
    sleeper = new AbortController();
    await context.clock.sleep(restMs(world, serviceArn), AbortSignal.any([sleeper.signal, signal])).catch(() => undefined);
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      woken = false;
      try {
        await reconcile(world, serviceArn, signal);
      } catch (error) {
        context.log(`service ${serviceArn}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
      const status = state.services.get(serviceArn)?.status;
      if (status === undefined || status === 'INACTIVE') return;
      await rest();
    }
  };
  return {
    wake: () => {
      woken = true;
      sleeper?.abort();
    },
    over: run(),
  };
}

function restMs(world: SchedulerWorld, serviceArn: string): number {
  const service = world.state.services.get(serviceArn);
  if (service?.steadySince !== undefined) return settledTickMs;
  const retryAt = service?.deployments.find(({ status }) => status === 'PRIMARY')?.retryAt ?? 0;
  const wait = retryAt - world.context.clock.now();
  // Nothing lives whose health could change: until the next attempt there is nothing to see.
  return wait > busyTickMs && tasksOf(world, serviceArn).every(({ lastStatus }) => lastStatus === 'STOPPED') ? wait : busyTickMs;
}

async function reconcile(world: SchedulerWorld, serviceArn: string, signal: AbortSignal): Promise<void> {
  const { context, state } = world;
  for (let round = 0; round < mostRounds && !signal.aborted; round += 1) {
    const health = await readTargetHealth(context, livingTasks(world, serviceArn));
    const service = state.services.get(serviceArn);
    if (!service) return;
    const actions = plan(service, tasksOf(world, serviceArn), health, rulesFor(world, service.healthCheckGracePeriodSeconds));
    if (actions.length === 0) return;
    for (const action of actions) await applyAction(world, serviceArn, action);
  }
}

function rulesFor({ context: { clock, pace }, rollOuts }: SchedulerWorld, graceSeconds = 0): PlanRules {
  return {
    now: clock.now(),
    healthyAfterMs: pace.ms(healthyAfterMs),
    graceMs: pace.ms(graceSeconds * 1000),
    // Real checks take real time, however fast the pace.
    adoptionGraceMs: Math.max(15_000, pace.ms(adoptionGraceMs)),
    repeatSteadyMs,
    holdSideBySide: rollOuts?.holds() ?? false,
  };
}

function tasksOf({ state }: SchedulerWorld, serviceArn: string): readonly Task[] {
  return state.tasks.values().filter((task) => task.serviceArn === serviceArn);
}

function livingTasks(world: SchedulerWorld, serviceArn: string): readonly Task[] {
  return tasksOf(world, serviceArn).filter(({ lastStatus }) => lastStatus === 'RUNNING');
}
