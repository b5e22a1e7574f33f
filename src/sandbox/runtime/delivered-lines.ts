import type { Store } from '../store/store.js';
import type { DeliveredLines } from './running-task.js';

/** Kept in the store, so that a sandbox that takes up a running task sends no line twice. */
export function deliveredLinesIn(store: Store): DeliveredLines {
  const counts = store.collection<Readonly<Record<string, number>>>('ecs.deliveredLines');
  return {
    begin: (taskId) => {
      if (!counts.has(taskId)) counts.set(taskId, {});
    },
    get: (taskId, container) => counts.get(taskId)?.[container] ?? 0,
    add: (taskId, container, lines) => {
      const known = counts.get(taskId);
      // Lines that arrive after the end of the task are counted for nobody.
      if (known) counts.set(taskId, { ...known, [container]: (known[container] ?? 0) + lines });
    },
    forget: (taskId) => void counts.delete(taskId),
  };
}
