import { names } from '../names.js';
import type { StepContext, Text } from '../types.js';
import type { ReceiptLine } from './clean-up.js';

const kept: readonly { readonly id: string; readonly reason: Text }[] = [
  {
    id: 'AWSServiceRoleForECS',
    reason: { ja: 'アカウントで 1 つのロールです。ほかのクラスターも使います（無料）', en: "the account's own, for every cluster in it; free" },
  },
  {
    id: names.executionRole,
    reason: { ja: 'この教材が作ったものではありません', en: 'it was not made by this workshop' },
  },
];

/** What the workshop used and leaves where it is, on purpose. Asked for after the clean-up. */
export async function findKept({ aws }: StepContext): Promise<ReceiptLine[]> {
  const lines: ReceiptLine[] = [];
  for (const { id, reason } of kept) {
    const role = await aws.roles.find(id).catch(() => undefined);
    if (role !== undefined) lines.push({ kind: 'role', id, result: 'kept', reason });
  }
  return lines;
}
