import { foundOr } from '../explain-failure.js';
import type { StepContext, Text } from '../types.js';
import { findClaims, type Claims, type IsNamed, type Unmarked } from './find-claims.js';
import type { ReceiptLine } from './remove-one.js';
import { removers } from './removers.js';

/**
 * Looks at the whole account once more, after the clean-up: what still bears our tags or stands on the ledger, whatever
 * its name and whoever made it, is left, also where nothing of it was in the plan. `told`: lines of the receipt.
 */
export async function sweep(context: StepContext, before: Claims, told: readonly ReceiptLine[], isNamed?: IsNamed): Promise<{ readonly lines: readonly ReceiptLine[]; readonly claims: Claims }> {
  const claims = await findClaims(context, isNamed);
  const { resources, unmarked, strays, unsearched } = claims;
  const lines: ReceiptLine[] = [];
  const isTold = (kind: string, id: string) => told.some((line) => line.kind === kind && line.id === id && line.result !== 'gone');
  for (const { kind, id } of resources) {
    const remover = removers.find((each) => each.kind === kind);
    // A listener that stays has been told of under the name that the ledger gives it.
    if (remover === undefined || isTold(kind, id) || (kind === 'listener' && told.some((line) => line.kind === kind && line.result === 'still-there'))) continue;
    if (await foundOr(remover.exists(context, id), false)) lines.push({ kind, id, result: 'still-there', reason: cameUp });
  }
  for (const each of unmarked) {
    const { kind, id, unseen } = each;
    const remover = removers.find((one) => one.kind === kind);
    if (isTold(kind, id) || (unseen === undefined && remover !== undefined && !(await foundOr(remover.exists(context, id), true)))) continue;
    lines.push({ kind, id, result: unseen === undefined ? 'still-there' : 'cannot-tell', reason: whyKept(each) });
  }
  for (const { kind, id, reason } of strays) if (!isTold(kind, id)) lines.push({ kind, id, result: 'still-there', reason });
  const places = [...before.unsearched, ...unsearched.filter(({ kind, id }) => !before.unsearched.some((place) => place.kind === kind && place.id === id))];
  return { lines: [...lines, ...places.map((place) => ({ ...place, result: 'cannot-tell' as const }))], claims };
}

const cameUp: Text = {
  ja: '片付けの間に見つかりました。もう一度で消します: boyacky-lab cleanup',
  en: 'it came up during the clean-up; once more takes it away: boyacky-lab cleanup',
};

/** How to name what is on the ledger and bears no mark of ours. */
export function whyKept({ kind, id, unseen }: Unmarked): Text {
  const option = `boyacky-lab cleanup --also '${kind}=${id}'`;
  if (unseen !== undefined) return { ja: `あなたのものか確かめられないので残します（${unseen.ja}）。あなたのものなら: ${option}`, en: `kept, for it could not be seen whether it is yours (${unseen.en}). If it is: ${option}` };
  return {
    ja: `このフォルダーの台帳にありますが、このワークショップのタグ（手元のものならラベルか名前）が付いていません。あなたのものなら: ${option}`,
    en: `it is on this folder's ledger, and does not have the workshop's tags (on this machine: its label or name). If it is yours: ${option}`,
  };
}
