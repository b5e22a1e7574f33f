import { foundOr } from '../explain-failure.js';
import type { LedgerResource } from '../ledger.js';
import type { StepContext } from '../types.js';
import { findClaims, type Claims, type IsNamed } from './find-claims.js';
import { findKept } from './find-kept.js';
import { findPerhapsYours, type PerhapsYours } from './perhaps-yours.js';
import { removeOne, type ReceiptLine } from './remove-one.js';
import { findTargetGroups } from './find-target-groups.js';
import { removalStages, removers, type Lane } from './removers.js';
import { sweep } from './sweep.js';

export type { ReceiptLine } from './remove-one.js';

export interface Receipt {
  readonly lines: readonly ReceiptLine[];
  /** How many are not known to be gone. */
  readonly left: number;
  /** What nothing tells the owner of: listed, never deleted, and not among those that are left. */
  readonly perhapsYours: readonly PerhapsYours[];
}

/** What `cleanUp` would take away, in the order in which it would. Changes nothing. */
export async function planCleanUp(context: StepContext, isNamed?: IsNamed): Promise<Claims> {
  const { resources, unmarked, ...rest } = await findClaims(context, isNamed);
  const plan: LedgerResource[] = [];
  for (const remover of removers) {
    for (const claim of resources.filter(({ kind }) => kind === remover.kind)) {
      // What cannot be asked about may be there.
      if (await foundOr(remover.exists(context, claim.id), true)) plan.push(claim);
    }
  }
  return { resources: plan, unmarked, ...rest };
}

export interface CleanUpHooks {
  readonly onRemoving?: (resource: LedgerResource) => void;
  readonly onResult?: (line: ReceiptLine) => void;
  /** What goes though it bears no tags of ours, because the learner named it. */
  readonly isNamed?: IsNamed;
}

/**
 * Takes away everything that is ours, in dependency order and side by side where that allows it, and asks the target
 * again whether it is gone. What fails is retried, then reported with its reason while the rest goes on; run again it
 * continues. At the end the whole account is looked at once more.
 */
export async function cleanUp(context: StepContext, { onRemoving, onResult, isNamed }: CleanUpHooks = {}): Promise<Receipt> {
  const lines: ReceiptLine[] = [];
  const report = (line: ReceiptLine) => {
    onResult?.(line);
    lines.push(line);
  };
  const claims = await findClaims(context, isNamed);
  const groups = await findTargetGroups(claims.resources, context);
  // Only when its stack has been asked to go is the table that it retains a thing of its own: then it is on the ledger.
  const tables = () => [...claims.resources, ...context.ledger.open()].filter(({ kind, id }) => kind === 'table' && !claims.unmarked.some((each) => each.kind === kind && each.id === id));
  const runLane = async (lane: Lane) => {
    for (const remover of lane) {
      const current = remover.kind === 'table' ? tables() : claims.resources.filter(({ kind }) => kind === remover.kind);
      for (const id of new Set(current.map((claim) => claim.id))) {
        const line = await removeOne(remover, { kind: remover.kind, id }, context, onRemoving);
        if (line !== undefined) report(line);
      }
    }
  };
  for (const stage of removalStages) await Promise.all(stage.map(runLane));
  // Side by side they come as they are done; the receipt has them in order.
  lines.sort((a, b) => placeOf(a) - placeOf(b));
  for (const line of await findKept(context, lines)) report(line);
  const after = await sweep(context, claims, lines, isNamed);
  for (const line of after.lines) report(line);
  // What has no name was known by what it shared with images that are gone now.
  const perhapsYours = await findPerhapsYours(context, { ...after.claims, nameless: claims.nameless }, lines.filter(({ result }) => result !== 'gone'), { exactToo: true, groups });
  return { lines, perhapsYours, left: lines.filter(({ result }) => result !== 'gone' && result !== 'kept').length };
}

function placeOf({ kind }: ReceiptLine): number {
  return removers.findIndex((remover) => remover.kind === kind);
}
