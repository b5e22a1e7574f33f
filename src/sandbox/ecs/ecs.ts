import type { SandboxContext } from '../context.js';
import type { Scheduler } from '../scheduler/scheduler.js';
import type { EcsState } from '../scheduler/state.js';

/** What the operations work with. */
export interface Ecs {
  readonly context: SandboxContext;
  readonly state: EcsState;
  readonly scheduler: Scheduler;
}
