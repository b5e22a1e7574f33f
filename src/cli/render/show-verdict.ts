import type { Verdict } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { verdictLines, verdictMark } from './verdict-lines.js';
import { wrapText } from './wrap-text.js';

/** Evidence of a step; what is longer can be read with `verify`. */
const mostLines = 16;
const leastLines = 6;
/** The mark with the empty line above it, and the menu below. */
const aroundRows = 9;

/** Says a verdict with its mark and its words, wrapped. `above`: rows that stand above it and are to stay on the screen. */
export function showVerdict(verdict: Verdict, terminal: Terminal, { above = 0 } = {}): void {
  const room = terminal.plain ? mostLines : terminal.height - above - aroundRows;
  const shownLines = Math.min(mostLines, Math.max(leastLines, room));
  terminal.say(`  ${verdictMark(verdict, terminal)}`);
  const lines = verdictLines(verdict, terminal).flatMap((line) => wrapText(line, { width: terminal.width, indent: '    ', hanging: '      ' }));
  for (const line of lines.slice(0, shownLines)) terminal.say(line);
  if (lines.length > shownLines) terminal.say(`    … (+${lines.length - shownLines})`);
}
