import type { Verdict } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { verdictLines, verdictMark } from './verdict-lines.js';
import { wrapText } from './wrap-text.js';

/** Evidence of a step; what is longer can be read with `verify`. */
const shownLines = 16;

/** Says a verdict with its mark and its words, wrapped. */
export function showVerdict(verdict: Verdict, terminal: Terminal): void {
  terminal.say(`  ${verdictMark(verdict, terminal)}`);
  const lines = verdictLines(verdict, terminal).flatMap((line) => wrapText(line, { width: terminal.width, indent: '    ', hanging: '      ' }));
  for (const line of lines.slice(0, shownLines)) terminal.say(line);
  if (lines.length > shownLines) terminal.say(`    … (+${lines.length - shownLines})`);
}
