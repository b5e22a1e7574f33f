/** What one visit came to: `failed` keeps those that wait for it from being visited. */
export type Visited = 'done' | 'failed';

/**
 * Visits every id once, each as soon as those it waits for are done, side by side where order allows.
 * Ends when nothing can be visited any more; `mayStart` false stops starting, not what has begun. Rejects with
 * the first error of a visit, but only after everything that had begun has ended.
 */
export async function walkGraph(
  waitsFor: ReadonlyMap<string, readonly string[]>,
  visit: (id: string) => Promise<Visited>,
  mayStart: () => boolean = () => true,
): Promise<void> {
  const waiting = new Set(waitsFor.keys());
  const done = new Set<string>();
  const running = new Set<Promise<void>>();
  const errors: unknown[] = [];
  const isFree = (id: string) => (waitsFor.get(id) ?? []).every((other) => done.has(other) || !waitsFor.has(other));

  for (;;) {
    for (const id of waiting) {
      if (errors.length > 0 || !mayStart() || !isFree(id)) continue;
      waiting.delete(id);
      const one: Promise<void> = visit(id)
        .then((visited) => void (visited === 'done' && done.add(id)))
        .catch((error: unknown) => void errors.push(error))
        .finally(() => running.delete(one));
      running.add(one);
    }
    if (running.size === 0 && errors.length > 0) throw errors[0];
    if (running.size === 0) return;
    await Promise.race(running);
  }
}

/** The same ids with every arrow turned: who waited for X, X now waits for. */
export function reversed(waitsFor: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const turned = new Map([...waitsFor.keys()].map((id): [string, string[]] => [id, []]));
  for (const [id, others] of waitsFor) for (const other of others) turned.get(other)?.push(id);
  return turned;
}
