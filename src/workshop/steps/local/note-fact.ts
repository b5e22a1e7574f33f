import type { Fact } from '../../fact.js';
import type { Progress } from '../../progress.js';

/**
 * Keeps what a look saw, for a later step to compare with: what the learner did by hand passes no solve.
 * It changes nothing in the world, and the file is written only when there is news.
 */
export function noteFact(progress: Progress, fact: Fact, value: string): void {
  if (progress.fact(fact) !== value) progress.remember(fact, value);
}

/** As `noteFact`, but what was seen first stands. */
export function noteFirst(progress: Progress, fact: Fact, value: string): void {
  if (progress.fact(fact) === undefined) progress.remember(fact, value);
}
