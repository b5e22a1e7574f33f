import { explainFailure } from '../explain-failure.js';
import type { LedgerResource } from '../ledger.js';
import type { StepContext, Text, Verdict } from '../types.js';
import { plain } from '../verdict.js';
import { findClaims } from './find-claims.js';
import { findKept } from './find-kept.js';
import type { Remover } from './remover.js';
import { removalLanes, removers } from './removers.js';

const usualDeadlineMs = 60_000;
const attempts = 3;

export interface ReceiptLine extends LedgerResource {
  readonly result: 'gone' | 'kept' | 'still-there' | 'cannot-tell';
  readonly reason?: Text;
}

export interface Receipt {
  readonly lines: readonly ReceiptLine[];
  /** How many are not known to be gone. */
  readonly left: number;
}

/** What `cleanUp` would take away, in the order in which it would. Changes nothing. */
export async function planCleanUp(context: StepContext): Promise<readonly LedgerResource[]> {
  const claims = await findClaims(context);
  const plan: LedgerResource[] = [];
  for (const remover of removers) {
    for (const claim of claims.filter(({ kind }) => kind === remover.kind)) {
      if (await remover.exists(context, claim.id)) plan.push(claim);
    }
  }
  return plan;
}

export interface CleanUpHooks {
  readonly onRemoving?: (resource: LedgerResource) => void;
  readonly onResult?: (line: ReceiptLine) => void;
}

/**
 * Takes away everything that is ours, in dependency order, and asks the target again whether it is gone. What fails
 * is retried, then reported with its reason while the rest goes on; run again it continues.
 */
export async function cleanUp(context: StepContext, hooks: CleanUpHooks = {}): Promise<Receipt> {
  const lines: ReceiptLine[] = [];
  const report = (line: ReceiptLine) => {
    hooks.onResult?.(line);
    lines.push(line);
  };
  const claims = await findClaims(context);
  const runLane = async (lane: readonly Remover[]) => {
    for (const remover of lane) {
      // Deleting the stack leaves the table that it retains: only now is that one a thing of its own.
      const current = remover.kind === 'table' ? await findClaims(context) : claims;
      for (const claim of current.filter(({ kind }) => kind === remover.kind)) {
        const line = await removeOne(remover, claim, context, hooks);
        if (line !== undefined) report(line);
      }
    }
  };
  await runLane(removalLanes.first);
  await Promise.all(removalLanes.then.map(runLane));
  for (const line of await findKept(context)) report(line);
  return { lines, left: lines.filter(({ result }) => result !== 'gone' && result !== 'kept').length };
}

/** undefined: it was found by its tag, and went with something else (a listener that the ledger knows by another name). */
async function removeOne(remover: Remover, claim: LedgerResource, context: StepContext, hooks: CleanUpHooks): Promise<ReceiptLine | undefined> {
  let reason: Text | undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      if (!(await remover.exists(context, claim.id))) return attempt > 1 || context.ledger.has(claim) ? gone(claim, context) : undefined;
      if (attempt === 1) hooks.onRemoving?.(claim);
      await remover.remove(context, claim.id);
      if (await waitUntilGone(remover, claim.id, context)) return gone(claim, context);
      reason = { ja: '時間内に消えませんでした', en: 'it did not go away in time' };
    } catch (error) {
      context.signal.throwIfAborted();
      const verdict = explainFailure(error);
      if (verdict === undefined) throw error;
      reason = whyOf(verdict);
    }
    await context.clock.sleep(1000 * attempt, context.signal);
  }
  return { ...claim, result: await finalLook(remover, claim.id, context), reason };
}

function gone(claim: LedgerResource, { ledger }: StepContext): ReceiptLine {
  ledger.deleted(claim);
  return { kind: claim.kind, id: claim.id, result: 'gone' };
}

async function finalLook(remover: Remover, id: string, context: StepContext): Promise<'still-there' | 'cannot-tell'> {
  try {
    await remover.exists(context, id);
    return 'still-there';
  } catch {
    return 'cannot-tell';
  }
}

async function waitUntilGone(remover: Remover, id: string, context: StepContext): Promise<boolean> {
  const deadline = context.clock.now() + (remover.deadlineMs ?? usualDeadlineMs);
  while (await remover.exists(context, id)) {
    if (context.clock.now() > deadline) return false;
    await context.clock.sleep(300, context.signal);
  }
  return true;
}

function whyOf(verdict: Verdict): Text {
  return verdict.verdict === 'cannot-tell' ? verdict.why : plain(verdict.verdict);
}
