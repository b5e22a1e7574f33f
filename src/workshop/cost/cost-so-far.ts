import type { LedgerLine } from '../ledger.js';
import { rateOf } from './hourly-cost.js';
import { pricedRegion, prices } from './price-table.js';

const hourMs = 3_600_000;

/**
 * USD that the things in a ledger cost from when they were asked for until they were deleted, or until `now`
 * (milliseconds since the epoch). Rather too much than too little: a thing that was planned counts as if it were there.
 */
export function costSoFar(lines: readonly LedgerLine[], region: string, now: number): number {
  const price = prices[pricedRegion(region)];
  const since = new Map<string, number>();
  let cost = 0;
  for (const { kind, id, event, at } of lines) {
    const thing = `${kind} ${id}`;
    const time = Date.parse(at);
    if (Number.isNaN(time)) continue;
    if (event !== 'deleted') {
      if (!since.has(thing)) since.set(thing, time);
    } else if (since.has(thing)) {
      cost += rateOf(kind, price) * hours(since.get(thing) ?? time, time);
      since.delete(thing);
    }
  }
  for (const [thing, from] of since) cost += rateOf(thing.split(' ')[0] as LedgerLine['kind'], price) * hours(from, now);
  return cost;
}

function hours(from: number, to: number): number {
  return Math.max(0, to - from) / hourMs;
}
