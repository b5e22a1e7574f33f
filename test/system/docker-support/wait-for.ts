import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until there is an answer other than undefined and false; throws after `withinMs`, saying what was missed. */
export async function waitFor<T>(what: string, ask: () => Promise<T | undefined | false>, { withinMs = 60_000, everyMs = 200 } = {}): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await sleep(everyMs);
  }
}
