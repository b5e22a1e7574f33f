import type { SandboxContext } from '../../context.js';
import type { StackRecord } from '../model.js';
import type { Provider } from '../providers/provider.js';
import type { Stacks } from '../stacks.js';

/** One operation on one stack while it runs. */
export interface Run {
  readonly context: SandboxContext;
  readonly stacks: Stacks;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly stackId: string;
  /** Aborted when the sandbox stops or another operation (a deletion) takes the stack over. */
  readonly signal: AbortSignal;
}

/** Thrown inside a run that has been aborted: nothing more is written, the next run goes on from what is stored. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export function stackOf(run: Run): StackRecord {
  return run.stacks.get(run.stackId);
}

export function refuseIfInterrupted(run: Run): void {
  if (run.signal.aborted) throw new Interrupted(`The operation on ${run.stackId} was interrupted`);
}
