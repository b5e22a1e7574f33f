import { setImmediate as nextTurn } from 'node:timers/promises';

/** About what fits between two beats of a program that also draws and listens for Ctrl-C. */
const turnMs = 15;

/** Above this a file is worth the way through the thread pool: reading it would hold everything else up. */
export const bigFileBytes = 4_000_000;

/**
 * Does something quick, in order, for every item, and lets the rest of the program have its turn now and then. For
 * thousands of small files: one by one through the thread pool, the way there takes several times as long as the work.
 */
export async function takeTurns<Item>(items: Iterable<Item>, doOne: (item: Item) => void | Promise<void>): Promise<void> {
  let turnEnds = performance.now() + turnMs;
  for (const item of items) {
    const unfinished = doOne(item);
    if (unfinished !== undefined) await unfinished;
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + turnMs;
  }
}
