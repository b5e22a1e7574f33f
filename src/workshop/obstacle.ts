import type { FileEdit } from './edits/file-edit.js';
import type { LedgerResource } from './ledger.js';
import type { StepContext, Text } from './types.js';

/** Something that somebody wrote or made, which is not as the step needs it and which `solve` alone would leave so. */
export interface Obstacle {
  /** With `mend`: what is done about it, a whole sentence. Without: why it must not be done by the program. */
  readonly what: Text;
  /** What in the account is changed or replaced by it; undefined: files and things on this machine. */
  readonly of?: LedgerResource;
  /** Of a file: what is written in its place, to be shown before it is. */
  readonly edit?: FileEdit;
  /** Puts it right. What a learner wrote is kept beside; what cannot be kept is named in `what`. */
  readonly mend?: () => Promise<void>;
}

/** Asks whoever is there whether this may be done: all of it, or nothing. */
export type Agree = (obstacles: readonly Obstacle[]) => Promise<boolean>;

/**
 * Where nobody can be asked. Files are replaced, for theirs are kept beside. In the sandbox everything is the learner's
 * own; on AWS only what is on our ledger is touched: the rest may be somebody's.
 */
export function mayUnattended({ target, ledger }: Pick<StepContext, 'target' | 'ledger'>, { of }: Obstacle): boolean {
  return of === undefined || target.kind === 'sandbox' || ledger.has(of);
}

/** 'cleared', 'declined' by the one who was asked, or why it must not be done by the program. */
export type Cleared = 'cleared' | 'declined' | { readonly leftAlone: Text };

/** Clears the way for `solve`: all that stands in it, or nothing. */
export async function overcome(obstacles: readonly Obstacle[], context: StepContext, agree: Agree | undefined): Promise<Cleared> {
  const forbidden = obstacles.find(({ mend }) => mend === undefined);
  if (forbidden !== undefined) return { leftAlone: forbidden.what };
  const notOurs = agree === undefined ? obstacles.find((obstacle) => !mayUnattended(context, obstacle)) : undefined;
  if (notOurs !== undefined) {
    return {
      leftAlone: {
        ja: `次のことが要りますが、boyacky-lab が作ったものではないので、確認なしには変更しません（boyacky-lab lesson では確認します）: ${notOurs.what.ja}`,
        en: `This is needed; but as it was not made by boyacky-lab it is not changed without asking you, as boyacky-lab lesson does: ${notOurs.what.en}`,
      },
    };
  }
  if (agree !== undefined && !(await agree(obstacles))) return 'declined';
  for (const { what, mend } of obstacles) {
    context.say(what);
    await mend?.();
  }
  return 'cleared';
}
