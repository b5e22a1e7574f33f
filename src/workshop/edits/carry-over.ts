import { applyPatch, structuredPatch } from 'diff';

/**
 * The change from `original` to `fixed`, made in `current`, which somebody has changed elsewhere meanwhile: what they
 * wrote stays. undefined: both have changed the same lines, and nobody but the author can tell what is meant.
 */
export function carryOver(original: string, fixed: string, current: string): string | undefined {
  const merged = applyPatch(current, structuredPatch('', '', original, fixed, '', '', { context: 3 }), { fuzzFactor: 1 });
  return merged === false ? undefined : merged;
}
