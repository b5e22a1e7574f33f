import { costSoFar } from '../../workshop/cost/cost-so-far.js';
import { hourlyCost, type HourlyCost } from '../../workshop/cost/hourly-cost.js';
import { priceSource } from '../../workshop/cost/price-table.js';
import type { LedgerLine, ResourceKind } from '../../workshop/ledger.js';
import type { Step, Text } from '../../workshop/types.js';

interface Place {
  readonly kind: 'sandbox' | 'aws';
  readonly region: string;
}

/** What a lab's ledgers hold. */
export interface CostRecord {
  readonly lines: readonly LedgerLine[];
  /** Of labs before this one in the same folder and the same account. */
  readonly earlier: readonly LedgerLine[];
}

/** What no line counts; docs/cost.md says how much it is. */
const left: Text = { ja: 'LCU・リクエスト・データ転送・ログ・保存は別', en: 'LCUs, requests, data transfer, logs and storage not counted' };

/** "from here on about $0.118 an hour", before a step that makes what costs; undefined: this one does not. */
export function costAhead({ makes, alsoRuns = [] }: Pick<Step, 'makes' | 'alsoRuns'>, place: Place): Text | undefined {
  const made = hourlyCost(place.region, new Set(Array.isArray(makes) ? (makes as readonly { kind: ResourceKind }[]).map(({ kind }) => kind) : []));
  const beside = hourlyCost(place.region, new Set(alsoRuns));
  const price = `${usd(made.perHour + beside.perHour)}${made.exact ? '' : ` (${made.region})`}`;
  if (made.perHour > 0) {
    return place.kind === 'sandbox'
      ? { ja: `料金: 0 円。AWS なら、ここから 1 時間におよそ ${price} かかります`, en: `cost: nothing; on AWS this would cost about ${price} per hour from here on` }
      : { ja: `料金: ここから 1 時間におよそ ${price} かかります。片付けるまで続きます`, en: `cost: about ${price} per hour from here on, until it is cleaned up` };
  }
  if (beside.perHour === 0) return undefined;
  return place.kind === 'sandbox'
    ? { ja: `料金: 0 円。AWS なら、新旧が並んで動く数分のあいだ 1 時間あたり ${price} 増えます`, en: `cost: nothing; on AWS about ${price} per hour more for the minutes in which old and new both run` }
    : { ja: `料金: 新旧が並んで動く数分のあいだ、1 時間あたりおよそ ${price} 増えます`, en: `cost: about ${price} per hour more for the minutes in which old and new both run` };
}

/** What stands now costs by the hour, and what it cost until now (milliseconds since the epoch). */
export function costNow({ lines, earlier }: CostRecord, open: readonly Pick<LedgerLine, 'kind' | 'event'>[], place: Place, now: number): Text {
  const hourly = hourlyCost(place.region, new Set(open.map(({ kind }) => kind)));
  const soFar = usd(costSoFar(lines, place.region, now));
  const before = earlierLabs(earlier, place.region, now);
  const rate = `${usd(hourly.perHour)}/h`;
  const unsure = open.filter(({ kind, event }) => event === 'planned' && hourlyCost(place.region, new Set([kind])).perHour > 0).length;
  const doubt: Text = unsure === 0 ? { ja: '', en: '' } : { ja: `、作成が確認できていない ${unsure} 個を含む`, en: `, with ${unsure} asked for and not confirmed` };
  const source = sourceOf(hourly, place);
  return place.kind === 'sandbox'
    ? { ja: `料金: 0 円。AWS なら ${rate}、ここまで ${soFar}${doubt.ja}${before.ja}（${source.ja}）`, en: `cost: nothing; on AWS this would cost ${rate}, ${soFar} so far${doubt.en}${before.en} (${source.en})` }
    : { ja: `料金: ${rate}、ここまでおよそ ${soFar}${doubt.ja}${before.ja}（${source.ja}）`, en: `cost: ${rate}, about ${soFar} so far${doubt.en}${before.en} (${source.en})` };
}

/** After the receipt. */
export function costInAll({ lines, earlier }: CostRecord, place: Place, now: number): Text {
  const all = usd(costSoFar(lines, place.region, now));
  const before = earlierLabs(earlier, place.region, now);
  const source = sourceOf(hourlyCost(place.region, new Set()), place);
  return place.kind === 'sandbox'
    ? { ja: `料金: 0 円でした。AWS なら、およそ ${all} でした${before.ja}（${source.ja}）。`, en: `Cost: nothing. On AWS it would have been about ${all}${before.en} (${source.en}).` }
    : { ja: `料金: 全部でおよそ ${all} でした${before.ja}（${source.ja}）。`, en: `Cost: about ${all} in all${before.en} (${source.en}).` };
}

function earlierLabs(earlier: readonly LedgerLine[], region: string, now: number): Text {
  const cost = costSoFar(earlier, region, now);
  return cost === 0 ? { ja: '' , en: '' } : { ja: `、このフォルダーの前の回に ${usd(cost)}`, en: `, and ${usd(cost)} for labs before it in this folder` };
}

function sourceOf({ exact, region, readOn }: HourlyCost, place: Place): Text {
  const near: Text = exact ? { ja: region, en: region } : { ja: `${place.region} の価格は表にないので、近い ${region} の価格`, en: `no table for ${place.region}: prices of the nearest, ${region}` };
  return { ja: `${near.ja}、${priceSource} ${readOn}、${left.ja}`, en: `${near.en}, ${priceSource} of ${readOn}; ${left.en}` };
}

/** "$0.093" for 0.0925: half a thousandth is rounded up, whatever binary makes of it. */
function usd(amount: number): string {
  return `$${(Math.round(amount * 1000 + 1e-6) / 1000).toFixed(3)}`;
}
