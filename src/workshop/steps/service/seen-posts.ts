import { factOf } from '../../fact.js';
import type { Progress } from '../../progress.js';

const fact = factOf('service.post', 'boyakis');

/** Ids seen on the live site: only what was seen to exist can be seen to be gone. */
export function seenPosts(progress: Progress): readonly string[] {
  return (progress.fact(fact) ?? '').split(' ').filter((id) => id !== '');
}

export function notePosts(progress: Progress, ids: readonly string[]): void {
  const news = ids.filter((id) => !seenPosts(progress).includes(id));
  if (news.length > 0) progress.remember(fact, [...seenPosts(progress), ...news].join(' '));
}
