import { look } from './look.js';
import type { Outcome, Step, StepContext, Verdict } from './types.js';

const usualDeadlineMs = 60_000;
const pollMs = 150;
/** A poll of the real cloud, kind to its rate limits. */
const pollAwsMs = 3000;

export interface RunHooks {
  /** Called when it was looked at and is not done, before anything is made. */
  readonly onSolving?: () => void;
  /** Called, and awaited, at every look while it is not done yet: what is waited for, and for how long already (ms). */
  readonly onWaiting?: (verdict: Verdict, elapsedMs: number) => unknown;
}

/** Looks first; if not done, solves and looks until done, until it cannot become done, or until the deadline. */
export async function runStep(step: Step, context: StepContext, hooks: RunHooks = {}): Promise<Outcome> {
  const first = await look(step, context);
  if (first.verdict === 'done') {
    remember(step, context, first);
    context.progress.noteWay(step.id, 'found');
    return { outcome: 'already-done', verdict: first };
  }
  hooks.onSolving?.();
  if (first.verdict !== 'waiting') await step.solve(context);
  const verdict = await watchStep(step, context, hooks);
  if (verdict.verdict === 'done') context.progress.noteWay(step.id, 'for-you');
  return { outcome: verdict.verdict === 'done' ? 'done' : 'not-done', verdict };
}

/**
 * Looks until the verdict is done, or is not `waiting` any more, or the step's deadline has passed. A `cannot-tell`
 * is looked at again: the next call may come through.
 */
export async function watchStep(step: Step, context: StepContext, hooks: RunHooks = {}): Promise<Verdict> {
  const start = context.clock.now();
  const deadline = start + (step.deadlineMs ?? usualDeadlineMs);
  for (;;) {
    const verdict = await look(step, context);
    if (verdict.verdict === 'done') remember(step, context, verdict);
    const open = verdict.verdict === 'waiting' || verdict.verdict === 'cannot-tell';
    if (!open || context.clock.now() >= deadline) return verdict;
    await hooks.onWaiting?.(verdict, context.clock.now() - start);
    await context.clock.sleep(pollInterval(context), context.signal);
  }
}

/** Milliseconds between two looks at the target. */
export function pollInterval({ target }: StepContext): number {
  return target.kind === 'aws' && target.endpointUrl === undefined ? pollAwsMs : pollMs;
}

/** What passes is written down when it is seen; what stays is found again by looking. */
export function remember(step: Step, context: StepContext, verdict: Verdict): void {
  if (step.kind !== 'moment' || verdict.verdict !== 'done' || context.progress.witnessed(step.id) !== undefined) return;
  context.progress.witness(step.id, verdict.evidence, context.clock.now());
}
