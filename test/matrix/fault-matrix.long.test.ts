import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inShare, shareWords } from '../support/fixed-share.js';
import { Coverage, onCourse } from './faulty-course.js';
import { faultKinds } from './faults.js';
import { deletes } from './judge-fault.js';
import { reportCount } from './report-count.js';

const coverage = new Coverage();
/** What fails once, and is then asked for again: a whole course for each kind, so a run goes through a share of them. */
const shares = 3;
const kindsOnce = [...faultKinds, 'answer-lost' as const].filter((_, place) => inShare(place, shares));
const writes = (operation: string) => !/:(Describe|List|Get|Filter|Simulate|Scan$)/.test(operation);

/**
 * The course on a sandbox, from the first step to the receipt, with requests failing. No list of operations is kept here: a fault strikes
 * whatever is asked for and was not struck in this way yet, until nothing more is met; at the end that is compared with what the
 * source can ask for. What was made is not made again, so an operation that fails for good is let through only when it has
 * failed in every way.
 */
describe('each fault of each operation is told rightly, and everything goes on from there', () => {
  it('for good', { timeout: 3_000_000 }, () =>
    onCourse(coverage, async (course) => {
      await course.steps(async (attempt) => {
        for (let met = true; met; ) {
          met = false;
          for (const kind of faultKinds) {
            const open = (operation: string) => faultKinds.some((each) => !coverage.has(operation, each, 'for-good'));
            met = (await course.strike({ kind, times: 'for-good', strikes: (operation, hits) => open(operation) && (hits.size === 0 || writes(operation)) }, attempt)) || met;
          }
        }
      });
      // First nothing can be taken away, while one look after the other fails; then what takes away, layer by layer.
      const looked = new Set<string>();
      for (let round = 0, before = -1; looked.size > before; round++) {
        before = looked.size;
        const open = (operation: string) => !writes(operation) && !looked.has(operation);
        const kind = faultKinds[round % faultKinds.length] ?? 'denied';
        const hits = await course.strikeCleanUp({ kind, times: 'for-good', strikes: (operation, already) => deletes(operation) || (open(operation) && ![...already].some(open)) });
        for (const operation of hits) if (!writes(operation)) looked.add(operation);
      }
      for (let met = true; met; ) {
        met = false;
        const failedInEveryWay = new Set([...coverage.seen].filter((operation) => faultKinds.every((kind) => coverage.has(operation, kind, 'for-good'))));
        for (const kind of faultKinds) {
          met = (await course.strikeCleanUp({ kind, times: 'for-good', strikes: (operation) => !failedInEveryWay.has(operation) })).size > 0 || met;
        }
      }
    }));

  it.each(kindsOnce)('once: %s', { timeout: 1_200_000 }, (kind) =>
    onCourse(coverage, async (course) => {
      const strikes = (operation: string) => !coverage.has(operation, kind, 'once') && (kind !== 'answer-lost' || writes(operation));
      await course.steps(async (attempt) => {
        while (await course.strike({ kind, times: 'once', strikes }, attempt));
      });
      while ((await course.strikeCleanUp({ kind, times: 'once', strikes })).size > 0);
    }),
  );

  it('has met every operation that the source can ask for, in every way', () => {
    const inSource = operationsOfSource();
    expect([...inSource].filter((name) => ![...coverage.seen].some((operation) => operation.endsWith(`:${name}`)))).toEqual([]);
    const missing = [...coverage.seen].flatMap((operation) => [
      ...faultKinds.filter((kind) => !coverage.has(operation, kind, 'for-good')).map((kind) => `${operation} ${kind} for good`),
      ...kindsOnce.filter((kind) => (kind !== 'answer-lost' || writes(operation)) && !coverage.has(operation, kind, 'once')).map((kind) => `${operation} ${kind} once`),
    ]);
    expect(missing).toEqual([]);
    reportCount(
      `fault matrix: ${coverage.seen.size} operations, ${coverage.faults} faults (for good: ${faultKinds.join(', ')}; once, ${shareWords(shares)}: ${kindsOnce.join(', ')}), ` +
        `${coverage.judged} answers judged`,
    );
  });
});

/** Every command that the adapters can send. */
function operationsOfSource(): ReadonlySet<string> {
  const folder = new URL('../../src/aws/', import.meta.url);
  const source = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  return new Set([...source.matchAll(/new (?:\w+\.)?(\w+)Command\(|paginate(\w+)\(\{/g)].map(([, command, paginated]) => command ?? paginated ?? ''));
}
