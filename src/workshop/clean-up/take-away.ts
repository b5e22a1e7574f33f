import { ExitCode, UserError } from '../../shared/user-error.js';
import type { LedgerResource } from '../ledger.js';
import type { StepContext } from '../types.js';
import { removeOne } from './remove-one.js';
import { removers } from './removers.js';

/** Deletes one thing and waits until it is gone. Throws `UserError` with the reason when it stays. */
export async function takeAway(resource: LedgerResource, context: StepContext): Promise<void> {
  const remover = removers.find(({ kind }) => kind === resource.kind);
  const line = remover && (await removeOne(remover, resource, context));
  if (line === undefined || line.result === 'gone') return;
  throw new UserError('still-there', { ja: `${resource.id} を消せませんでした`, en: `${resource.id} could not be deleted` }, {
    why: line.reason,
    next: { ja: '理由を取り除いてから、もう一度どうぞ', en: 'remove the reason, then try again' },
    exitCode: ExitCode.refused,
  });
}
