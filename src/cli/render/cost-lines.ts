import { costSoFar } from '../../workshop/cost/cost-so-far.js';
import { hourlyCost } from '../../workshop/cost/hourly-cost.js';
import { asOf, priceSource } from '../../workshop/cost/price-table.js';
import type { LedgerLine, ResourceKind } from '../../workshop/ledger.js';
import type { Step, Text } from '../../workshop/types.js';

interface Place {
  readonly kind: 'sandbox' | 'aws';
  readonly region: string;
}

/** "from here on about $0.118 an hour", before a step that makes what costs; undefined: this one does not. */
export function costAhead({ makes }: Pick<Step, 'makes'>, place: Place): Text | undefined {
  const kinds = Array.isArray(makes) ? (makes as readonly { kind: ResourceKind }[]).map(({ kind }) => kind) : [];
  const { perHour } = hourlyCost(place.region, new Set(kinds));
  if (perHour === 0) return undefined;
  const price = `$${perHour.toFixed(3)}`;
  return place.kind === 'sandbox'
    ? { ja: `料金: 0 円。AWS なら、ここから 1 時間におよそ ${price} かかります`, en: `cost: nothing; on AWS this would cost about ${price} an hour from here on` }
    : { ja: `料金: ここから 1 時間におよそ ${price} かかります。片付けるまで続きます`, en: `cost: about ${price} an hour from here on, until it is cleaned up` };
}

/** What stands now costs by the hour, and what it cost until now (milliseconds since the epoch). */
export function costNow(lines: readonly LedgerLine[], open: readonly LedgerLine[], place: Place, now: number): Text {
  const hourly = hourlyCost(place.region, new Set(open.map(({ kind }) => kind)));
  const near: Text = hourly.exact ? { ja: hourly.region, en: hourly.region } : { ja: `${place.region} の価格は表にないので、近い ${hourly.region} の価格`, en: `no table for ${place.region}: prices of the nearest, ${hourly.region}` };
  const soFar = `$${costSoFar(lines, place.region, now).toFixed(3)}`;
  const rate = `$${hourly.perHour.toFixed(3)}/h`;
  const source = `${priceSource}, ${asOf}`;
  return place.kind === 'sandbox'
    ? { ja: `料金: 0 円。AWS なら ${rate}、ここまで ${soFar}（${near.ja}、${source}。リクエストとデータ転送は別）`, en: `cost: nothing; on AWS this would cost ${rate}, ${soFar} so far (${near.en}, ${source}; requests and data transfer not counted)` }
    : { ja: `料金: ${rate}、ここまでおよそ ${soFar}（${near.ja}、${source}。リクエストとデータ転送は別）`, en: `cost: ${rate}, about ${soFar} so far (${near.en}, ${source}; requests and data transfer not counted)` };
}

/** After the receipt. */
export function costInAll(lines: readonly LedgerLine[], place: Place, now: number): Text {
  const all = `$${costSoFar(lines, place.region, now).toFixed(3)}`;
  return place.kind === 'sandbox'
    ? { ja: `料金: 0 円でした。AWS なら、およそ ${all} でした。`, en: `Cost: nothing. On AWS it would have been about ${all}.` }
    : { ja: `料金: 全部でおよそ ${all} でした（リクエストとデータ転送は別）。`, en: `Cost: about ${all} in all (requests and data transfer not counted).` };
}
