import type { TargetHealth } from '../../aws/load-balancers.js';
import { diagnoseAs, findEntry, type Diagnosis } from './diagnosis.js';
import { targetTable } from './target-table.js';
import { toType } from './what-to-type.js';

/** Why a target is not healthy; undefined when it is. */
export function diagnoseTarget({ state, reason, description }: TargetHealth): Diagnosis | undefined {
  if (state === 'healthy') return undefined;
  const quote = [reason, description].filter((part) => part !== undefined).join(': ') || state;
  const entry = findEntry(targetTable, quote);
  if (entry !== undefined) return diagnoseAs(entry, quote);
  return {
    id: 'unknown-target',
    quote,
    means: { ja: 'ロードバランサーはこのターゲットを使っていません。', en: 'the load balancer does not use this target.' },
    fix: { ja: `理由を見ます: ${toType.targets}`, en: `See the reason: ${toType.targets}` },
  };
}
