import type { AwsFailure } from '../../aws/aws-failure.js';
import { explainFailure, isNamed, whyOf } from '../explain-failure.js';
import type { LedgerResource } from '../ledger.js';
import type { StepContext, Text } from '../types.js';
import { consoleAddress } from './console-address.js';
import type { Remover } from './remover.js';

const usualDeadlineMs = 60_000;
const attempts = 3;

export interface ReceiptLine {
  /** Of the ledger, or as its service calls it; of a place that could not be searched: by what it would have been. */
  readonly kind: string;
  readonly id: string;
  readonly result: 'gone' | 'kept' | 'still-there' | 'cannot-tell';
  readonly reason?: Text;
  /** Of what is left in an account of AWS: where to look at it. */
  readonly console?: string;
}

/**
 * Asks for it to be taken away, up to three times, and waits until it is gone.
 *
 * undefined: it was found by its tag, and went with something else (a listener that the ledger knows by another name).
 */
export async function removeOne(remover: Remover, claim: LedgerResource, context: StepContext, onRemoving?: (claim: LedgerResource) => void): Promise<ReceiptLine | undefined> {
  let reason: Text | undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      if (!(await remover.exists(context, claim.id))) return attempt > 1 || context.ledger.has(claim) ? gone(claim, context) : undefined;
      if (attempt === 1) onRemoving?.(claim);
      await remover.remove(context, claim.id);
      const stays = await waitUntilGone(remover, claim.id, context);
      if (stays === undefined) return gone(claim, context);
      reason = stays;
    } catch (error) {
      context.signal.throwIfAborted();
      const verdict = explainFailure(error);
      if (verdict === undefined) throw error;
      // Who may not ask learns that, and not why it would be refused to others.
      const refusal = isAboutUs(error) ? undefined : await remover.refusal?.(context, claim.id).catch(() => undefined);
      reason = refusal ?? whyOf(verdict);
    }
    await context.clock.sleep(1000 * attempt, context.signal);
  }
  const result = await finalLook(remover, claim.id, context);
  return result === 'gone' ? gone(claim, context) : { kind: claim.kind, id: claim.id, result, reason, console: context.target.kind === 'aws' ? consoleAddress(claim, context.target.region) : undefined };
}

function gone(claim: LedgerResource, { ledger }: StepContext): ReceiptLine {
  ledger.deleted(claim);
  return { kind: claim.kind, id: claim.id, result: 'gone' };
}

async function finalLook(remover: Remover, id: string, context: StepContext): Promise<'gone' | 'still-there' | 'cannot-tell'> {
  try {
    return (await remover.exists(context, id)) ? 'still-there' : 'gone';
  } catch {
    return 'cannot-tell';
  }
}

/** undefined: it is gone; else why it is not. */
async function waitUntilGone(remover: Remover, id: string, context: StepContext): Promise<Text | undefined> {
  const deadline = context.clock.now() + (remover.deadlineMs ?? usualDeadlineMs);
  while (await remover.exists(context, id)) {
    const refusal = await remover.refusal?.(context, id);
    if (refusal !== undefined) return refusal;
    if (context.clock.now() > deadline) return { ja: '時間内に消えませんでした', en: 'it did not go away in time' };
    await context.clock.sleep(300, context.signal);
  }
  return undefined;
}

function isAboutUs(error: unknown): boolean {
  return isNamed<AwsFailure>(error, 'AwsFailure') && ['denied', 'expired', 'no-credentials', 'invalid-credentials'].includes(error.kind);
}
