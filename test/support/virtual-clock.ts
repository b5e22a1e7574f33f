import type { Clock } from '../../src/shared/clock.js';

/** Time that passes only when a test lets it, and then as fast as there is something to do. */
export interface VirtualClock extends Clock {
  /** Lets so much time pass, waking whoever sleeps in the order of their alarms. */
  pass(ms: number): Promise<void>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function createVirtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  let now = start;
  const sleepers = new Set<Sleeper>();
  const next = (): Sleeper | undefined => [...sleepers].reduce<Sleeper | undefined>((first, each) => (first === undefined || each.at < first.at ? each : first), undefined);

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        const onAbort = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason as Error);
        };
        const sleeper: Sleeper = {
          at: now + ms,
          wake: () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
    pass: async (ms) => {
      const end = now + ms;
      for (;;) {
        await settle();
        const sleeper = next();
        if (sleeper === undefined || sleeper.at > end) break;
        now = Math.max(now, sleeper.at);
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      now = end;
    },
  };
}

/** Until nobody has anything to do but sleep: promises only, no timers. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
