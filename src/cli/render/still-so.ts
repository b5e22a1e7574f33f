import chalk from 'chalk';
import type { Verdict } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { wrapText } from './wrap-text.js';
import { verdictMark } from './verdict-lines.js';

/** One line after a command that was typed and changed nothing for the step: how it still stands. */
export function stillSo(verdict: Verdict, terminal: Terminal): void {
  const what = verdict.verdict === 'not-yet' ? verdict.observed : verdict.verdict === 'waiting' ? verdict.for : verdict.verdict === 'cannot-tell' ? verdict.why : undefined;
  const first = what === undefined ? '' : `: ${terminal.t(what).split('\n')[0] ?? ''}`;
  for (const line of wrapText(`${verdictMark(verdict, terminal)}${chalk.dim(first)}`, { width: terminal.width, indent: '  ', hanging: '    ' })) terminal.say(line);
}
