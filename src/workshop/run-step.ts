import { look } from './look.js';
import { overcome, type Agree, type Cleared } from './obstacle.js';
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
  /** Asks whether what stands in the way may be put right. Without it nobody is there to ask. */
  readonly agree?: Agree;
  /** Asked right before the step is solved; false: it is left as it is. */
  readonly mayBegin?: () => Promise<boolean>;
}

/**
 * Looks first; if not done, clears the way where the learner agrees, solves, and looks until done, until it cannot become
 * done, or until the deadline.
 */
export async function runStep(step: Step, context: StepContext, hooks: RunHooks = {}): Promise<Outcome> {
  const first = await look(step, context);
  if (first.verdict === 'done') {
    remember(step, context, first);
    context.progress.noteWay(step.id, 'found');
    return { outcome: 'already-done', verdict: first };
  }
  hooks.onSolving?.();
  const obstacles = first.verdict === 'cannot-tell' ? [] : ((await step.obstacles?.(context)) ?? []);
  const cleared = obstacles.length === 0 ? 'cleared' : await overcome(obstacles, context, hooks.agree);
  if (cleared !== 'cleared') return notDone(first, cleared);
  if (hooks.mayBegin !== undefined && !(await hooks.mayBegin())) return notDone(first, 'declined');
  if (first.verdict !== 'waiting' || obstacles.length > 0) {
    const solved = await solve(step, context, hooks);
    if (solved !== 'cleared') return notDone(first, solved);
  }
  const verdict = await watchStep(step, context, hooks);
  if (verdict.verdict !== 'done') return { outcome: 'not-done', verdict };
  context.progress.noteWay(step.id, 'for-you');
  return { outcome: 'done', verdict };
}

function notDone(verdict: Verdict, cleared: Exclude<Cleared, 'cleared'>): Outcome {
  return { outcome: 'not-done', verdict, ...(cleared === 'declined' ? {} : cleared) };
}

/** What fails because of something that can be put right is tried once more. */
async function solve(step: Step, context: StepContext, { agree }: RunHooks): Promise<Cleared> {
  try {
    await step.solve(context);
    return 'cleared';
  } catch (error) {
    context.signal.throwIfAborted();
    const obstacles = (await step.obstacles?.(context, error)) ?? [];
    if (obstacles.length === 0) throw error;
    const cleared = await overcome(obstacles, context, agree);
    if (cleared !== 'cleared') return cleared;
  }
  await step.solve(context);
  return 'cleared';
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
