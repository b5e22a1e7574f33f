import type { LedgerLine } from '../ledger.js';
import { rateOf } from './hourly-cost.js';
import { pricedRegion, prices } from './price-table.js';

const hourMs = 3_600_000;

/**
 * USD that the things in a ledger cost from when they were asked for until they were deleted, or until `now`
 * (milliseconds since the epoch), each in the prices of the region that its line names, else of `region`. Rather too
 * much than too little: a thing that was planned counts as if it were there.
 */
export function costSoFar(lines: readonly LedgerLine[], region: string, now: number): number {
  const since = new Map<string, { readonly from: number; readonly perHour: number }>();
  let cost = 0;
  for (const { kind, id, event, at, where } of lines) {
    const thing = `${kind} ${id}`;
    const time = Date.parse(at);
    if (Number.isNaN(time)) continue;
    const begun = since.get(thing);
    if (event !== 'deleted') {
      if (begun === undefined) since.set(thing, { from: time, perHour: rateOf(kind, prices[pricedRegion(where?.split('/')[1] ?? region)]) });
    } else if (begun !== undefined) {
      cost += begun.perHour * hours(begun.from, time);
      since.delete(thing);
    }
  }
  for (const { from, perHour } of since.values()) cost += perHour * hours(from, now);
  return cost;
}

function hours(from: number, to: number): number {
  return Math.max(0, to - from) / hourMs;
}
