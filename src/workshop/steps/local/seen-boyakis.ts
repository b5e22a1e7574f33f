import { factOf } from '../../fact.js';
import type { Progress } from '../../progress.js';

const fact = factOf('local.post', 'boyakis');

/** Ids of the boyakis that were seen in this chapter: only what was seen to exist can be seen to be gone. */
export function seenBoyakis(progress: Progress): readonly string[] {
  return (progress.fact(fact) ?? '').split(' ').filter((id) => id !== '');
}

export function noteBoyakis(progress: Progress, ids: readonly string[]): void {
  const seen = seenBoyakis(progress);
  const news = ids.filter((id) => !seen.includes(id));
  if (news.length > 0) progress.remember(fact, [...seen, ...news].join(' '));
}

/** A boyaki may be hundreds of kilobytes long. */
export function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= 40 ? text : `${letters.slice(0, 40).join('')}…`;
}
