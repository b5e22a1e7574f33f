import type { Text, Verdict } from '../../types.js';
import { notYet } from '../../verdict.js';

/** A step that cannot be looked at because the world lacks what an earlier step makes. */
export function firstDo(expected: Text, missing: Text, stepId: string): Verdict {
  return notYet(expected, missing, { ja: `先にステップ ${stepId} を済ませます。`, en: `Do the step ${stepId} first.` });
}
