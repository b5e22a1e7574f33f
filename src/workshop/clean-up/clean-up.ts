import type { LedgerResource } from '../ledger.js';
import type { StepContext } from '../types.js';
import { findClaims } from './find-claims.js';
import { findKept } from './find-kept.js';
import { removeOne, type ReceiptLine } from './remove-one.js';
import { removalStages, removers, type Lane } from './removers.js';

export type { ReceiptLine } from './remove-one.js';

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
 * Takes away everything that is ours, in dependency order and side by side where that allows it, and asks the target
 * again whether it is gone. What fails is retried, then reported with its reason while the rest goes on; run again it
 * continues.
 */
export async function cleanUp(context: StepContext, hooks: CleanUpHooks = {}): Promise<Receipt> {
  const lines: ReceiptLine[] = [];
  const report = (line: ReceiptLine) => {
    hooks.onResult?.(line);
    lines.push(line);
  };
  const claims = await findClaims(context);
  const runLane = async (lane: Lane) => {
    for (const remover of lane) {
      // Deleting the stack leaves the table that it retains: only now is that one a thing of its own.
      const current = remover.kind === 'table' ? await findClaims(context) : claims;
      for (const claim of current.filter(({ kind }) => kind === remover.kind)) {
        const line = await removeOne(remover, claim, context, hooks.onRemoving);
        if (line !== undefined) report(line);
      }
    }
  };
  for (const stage of removalStages) await Promise.all(stage.map(runLane));
  // Side by side they come as they are done; the receipt has them in order.
  lines.sort((a, b) => placeOf(a) - placeOf(b));
  for (const line of await findKept(context, lines)) report(line);
  return { lines, left: lines.filter(({ result }) => result !== 'gone' && result !== 'kept').length };
}

function placeOf({ kind }: LedgerResource): number {
  return removers.findIndex((remover) => remover.kind === kind);
}
