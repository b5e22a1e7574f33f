import type { Text } from '../types.js';

/** One thing that is watched, under a name that stays while it changes. */
export interface LiveRow {
  readonly key: string;
  readonly text: Text;
}

/** What goes on while a step waits: data for one block of lines. */
export interface LiveView {
  readonly progress?: { readonly done: number; readonly total: number };
  readonly rows: readonly LiveRow[];
}

/** Rows that are new or say something else than before. */
export function changedRows(before: LiveView | undefined, now: LiveView): readonly LiveRow[] {
  return now.rows.filter(({ key, text }) => before?.rows.find((row) => row.key === key)?.text.en !== text.en);
}
