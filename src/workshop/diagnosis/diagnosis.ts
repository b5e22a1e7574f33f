import type { Text } from '../types.js';

/** What a message of AWS or of an engine means here, and what to type next. */
export interface Diagnosis {
  /** Of the entry that was found, e.g. "tag-missing": the same id twice is the same trouble twice. */
  readonly id: string;
  /** The words as they came: people look them up on the web. */
  readonly quote: string;
  readonly means: Text;
  readonly fix: Text;
}

/** A row of a table: the first whose pattern is found in the words is taken. */
export interface Entry {
  readonly id: string;
  readonly pattern: RegExp;
  readonly means: Text;
  /** Names something to type. */
  readonly fix: Text;
  /** Nothing went wrong: this belongs to the normal course of things. */
  readonly harmless?: true;
}

/** The first entry that knows the words; undefined: none does. */
export function findEntry(table: readonly Entry[], words: string): Entry | undefined {
  return table.find(({ pattern }) => pattern.test(words));
}

/** The entry's sentences beside the words themselves. */
export function diagnoseAs({ id, means, fix }: Entry, quote: string): Diagnosis {
  return { id, quote, means, fix };
}
