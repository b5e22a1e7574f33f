import { setImmediate as nextTurn } from 'node:timers/promises';

/** About what fits between two beats of a program that also draws and listens for Ctrl-C. */
const turnMs = 15;

/**
 * Does something quick and synchronous for every item and lets the rest of the program have its turn now and then.
 * For thousands of small files: through the thread pool each costs ten times as much as the work itself.
 */
export async function takeTurns<Item>(items: Iterable<Item>, doOne: (item: Item) => void): Promise<void> {
  let turnEnds = performance.now() + turnMs;
  for (const item of items) {
    doOne(item);
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + turnMs;
  }
}
