import type { Item } from '../../../aws/tables.js';

/** Items that the app stored at `since` (milliseconds since the epoch) or later, newest first. */
export function storedSince(items: readonly Item[], since: number): readonly Item[] {
  return items.filter((item) => storedAt(item) >= since).sort((one, other) => storedAt(other) - storedAt(one));
}

/** Boyacky writes the day and the time of Tokyo, which has no summer time. */
function storedAt({ date = '', time = '' }: Item): number {
  return Date.parse(`${date}T${time}+09:00`);
}
