import { foundOr } from '../explain-failure.js';
import type { LedgerResource } from '../ledger.js';
import type { StepContext } from '../types.js';
import { findClaims, type Claims } from './find-claims.js';
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
export async function planCleanUp(context: StepContext): Promise<Claims> {
  const { resources, unsearched } = await findClaims(context);
  const plan: LedgerResource[] = [];
  for (const remover of removers) {
    for (const claim of resources.filter(({ kind }) => kind === remover.kind)) {
      // What cannot be asked about may be there.
      if (await foundOr(remover.exists(context, claim.id), true)) plan.push(claim);
    }
  }
  return { resources: plan, unsearched };
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
      for (const claim of current.resources.filter(({ kind }) => kind === remover.kind)) {
        const line = await removeOne(remover, claim, context, hooks.onRemoving);
        if (line !== undefined) report(line);
      }
    }
  };
  for (const stage of removalStages) await Promise.all(stage.map(runLane));
  // Side by side they come as they are done; the receipt has them in order.
  lines.sort((a, b) => placeOf(a) - placeOf(b));
  for (const line of await findKept(context, lines)) report(line);
  for (const place of claims.unsearched) report({ ...place, result: 'cannot-tell' });
  return { lines, left: lines.filter(({ result }) => result !== 'gone' && result !== 'kept').length };
}

function placeOf({ kind }: ReceiptLine): number {
  return removers.findIndex((remover) => remover.kind === kind);
}
