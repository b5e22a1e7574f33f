import type { SandboxContext } from '../context.js';
import { addEvent } from './events.js';
import type { Deployment } from './model.js';
import type { RollOutHold } from './roll-out-hold.js';
import type { EcsState } from './state.js';
import type { TaskLives } from './task-lives.js';

export interface SchedulerWorld {
  readonly context: SandboxContext;
  readonly state: EcsState;
  readonly lives: TaskLives;
  /** Nothing is held without it. */
  readonly rollOuts?: RollOutHold;
}

/** Says something once, until what it tells of is over. */
export function sayOnce({ context, state }: SchedulerWorld, serviceArn: string, message: string): void {
  const service = state.services.get(serviceArn);
  if (!service || service.saidUntilResolved.includes(message)) return;
  state.services.update(serviceArn, { saidUntilResolved: [...service.saidUntilResolved, message] });
  addEvent(state, serviceArn, context.clock.now(), message);
}

export function changeDeployment(state: EcsState, serviceArn: string, id: string | undefined, change: (deployment: Deployment) => Partial<Deployment>): void {
  const service = state.services.get(serviceArn);
  if (!service) return;
  state.services.update(serviceArn, { deployments: service.deployments.map((each) => (each.id === id ? { ...each, ...change(each) } : each)) });
}
