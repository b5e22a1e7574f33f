import type { PerhapsYours } from '../../workshop/clean-up/perhaps-yours.js';
import type { Terminal } from '../io/terminal.js';

/** What nobody can tell whose it is, each with what to type; nothing where there is nothing of the kind. */
export function perhapsLines(things: readonly PerhapsYours[], terminal: Terminal): readonly string[] {
  if (things.length === 0) return [];
  const head = terminal.t({ ja: 'あなたのものかもしれません（消しません。残りの数にも入りません）:', en: 'Perhaps yours (not deleted, and not counted as left):' });
  return [head, ...things.map(({ kind, id, reason }) => `    ${kind.padEnd(15)} ${id} — ${terminal.t(reason)}`)];
}
