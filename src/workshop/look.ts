import { explainFailure } from './explain-failure.js';
import type { Step, StepContext, Verdict } from './types.js';
import { done } from './verdict.js';

/**
 * One look at a step: its check, with failures of the outside turned into `cannot-tell`, and moments that were
 * witnessed before (or questions answered right) taken as done. Changes nothing.
 */
export async function look(step: Step, context: StepContext): Promise<Verdict> {
  const witnessed = step.kind === 'moment' ? context.progress.witnessed(step.id) : undefined;
  if (witnessed !== undefined) return done(...witnessed.evidence);
  try {
    return await step.check(context);
  } catch (error) {
    context.signal.throwIfAborted();
    const verdict = explainFailure(error);
    if (verdict === undefined) throw error;
    return verdict;
  }
}
