import chalk from 'chalk';
import type { Receipt, ReceiptLine } from '../../workshop/clean-up/clean-up.js';
import type { Text } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { padToWidth } from './wrap-text.js';

const results: Record<ReceiptLine['result'], { readonly mark: string; readonly text: Text }> = {
  gone: { mark: chalk.green('✔'), text: { ja: '消えました', en: 'gone' } },
  kept: { mark: chalk.dim('–'), text: { ja: '残します', en: 'kept' } },
  'still-there': { mark: chalk.red('✖'), text: { ja: 'まだあります', en: 'still there' } },
  'cannot-tell': { mark: chalk.yellow('?'), text: { ja: '確かめられません', en: 'cannot tell' } },
};

export function receiptLine(line: ReceiptLine, terminal: Terminal): string {
  const { mark, text } = results[line.result];
  const reason = line.reason === undefined ? '' : ` — ${terminal.t(line.reason)}`;
  return `  ${mark} ${padToWidth(terminal.t(text), terminal.language === 'ja' ? 10 : 6)} ${line.kind.padEnd(15)} ${line.id}${reason}${line.console === undefined ? '' : `\n      ${line.console}`}`;
}

/** The last line of every clean-up: how many are left. */
export function receiptTotal({ lines, left }: Receipt, terminal: Terminal): string {
  const gone = lines.filter(({ result }) => result === 'gone').length;
  const text: Text = { ja: `レシート: ${gone} 個が消え、残りは ${left} 個です。`, en: `Receipt: ${gone} gone, ${left} left.` };
  return left === 0 ? chalk.green(terminal.t(text)) : chalk.red(terminal.t(text));
}
