import { names } from '../names.js';
import type { StepContext, Text } from '../types.js';
import type { ReceiptLine } from './clean-up.js';

const kept: readonly { readonly id: string; readonly reason: Text }[] = [
  {
    id: 'AWSServiceRoleForECS',
    reason: { ja: 'アカウントで 1 つのロールです。ほかのクラスターも使います（無料）', en: "the account's own, for every cluster in it; free" },
  },
  {
    id: 'AWSServiceRoleForElasticLoadBalancing',
    reason: { ja: 'アカウントで 1 つのロールです。ほかのロードバランサーも使います（無料）', en: "the account's own, for every load balancer in it; free" },
  },
  {
    id: names.executionRole,
    reason: { ja: 'このワークショップが作ったものではありません', en: 'it was not made by this workshop' },
  },
];

/** What the workshop used and leaves where it is, on purpose. Asked for after the clean-up; `told`: lines that it has already. */
export async function findKept({ aws }: StepContext, told: readonly ReceiptLine[]): Promise<ReceiptLine[]> {
  const lines: ReceiptLine[] = [];
  for (const { id, reason } of kept) {
    // What should have gone and did not is not kept on purpose.
    if (told.some((line) => line.kind === 'role' && line.id === id && line.result !== 'gone')) continue;
    const role = await aws.roles.find(id).catch(() => undefined);
    if (role !== undefined) lines.push({ kind: 'role', id, result: 'kept', reason });
  }
  return lines;
}
