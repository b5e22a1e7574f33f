import type { Store } from '../store/store.js';
import type { DeliveredLines } from './running-task.js';

/** Kept in the store, so that a sandbox that takes up a running task sends no line twice. */
export function deliveredLinesIn(store: Store): DeliveredLines {
  const counts = store.collection<{ readonly lines: number }>('ecs.deliveredLogLines');
  const get = (taskId: string, container: string): number => counts.get(`${taskId} ${container}`)?.lines ?? 0;
  return {
    get,
    add: (taskId, container, lines) => counts.set(`${taskId} ${container}`, { lines: get(taskId, container) + lines }),
    forget: (taskId, container) => void counts.delete(`${taskId} ${container}`),
  };
}
