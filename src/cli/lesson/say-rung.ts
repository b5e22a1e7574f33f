import chalk from 'chalk';
import type { Rung } from '../../workshop/hint-ladder.js';
import type { Terminal } from '../io/terminal.js';
import { renderMarkdown } from '../render/markdown.js';
import { commandLines } from '../render/command-lines.js';

/** "Hint 2 of 4", the words, and on the last rung what to type. */
export function rungLines({ text, commands }: Rung, index: number, count: number, terminal: Terminal): string[] {
  const { width, readAloud } = terminal;
  return [
    chalk.yellow(terminal.t({ ja: `ヒント ${index + 1}/${count}`, en: `Hint ${index + 1} of ${count}` })),
    ...renderMarkdown(text, { width: width - 2, withoutDrawings: readAloud }).map((line) => (line === '' ? '' : `  ${line}`)),
    ...commands.flatMap((command) => commandLines(command, terminal)),
  ];
}
