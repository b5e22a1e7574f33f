import chalk from 'chalk';
import type { Text, Verdict } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';

const labels = {
  expected: { ja: '期待', en: 'expected' },
  observed: { ja: '実際', en: 'observed' },
  fix: { ja: '次に', en: 'next' },
  waitingFor: { ja: '待っているもの', en: 'waiting for' },
  usually: { ja: 'ふつうは', en: 'usually' },
  why: { ja: '理由', en: 'why' },
} as const satisfies Record<string, Text>;

export const verdictMarks = {
  done: { mark: '✔', ja: 'できました', en: 'done', color: chalk.green },
  'not-yet': { mark: '✖', ja: 'まだです', en: 'not yet', color: chalk.red },
  waiting: { mark: '…', ja: '待っています', en: 'waiting', color: chalk.yellow },
  'cannot-tell': { mark: '?', ja: 'わかりません', en: 'cannot tell', color: chalk.yellow },
} as const;

/** A verdict as lines for a person; the mark is never told by colour alone. */
export function verdictLines(verdict: Verdict, terminal: Terminal): string[] {
  const line = (label: Text, text: Text) => `${chalk.dim(`${terminal.t(label)}:`)} ${terminal.t(text)}`;
  switch (verdict.verdict) {
    case 'done':
      return verdict.evidence.map((text) => terminal.t(text));
    case 'not-yet':
      return [line(labels.expected, verdict.expected), line(labels.observed, verdict.observed), line(labels.fix, verdict.fix)];
    case 'waiting':
      return [line(labels.waitingFor, verdict.for), line(labels.usually, verdict.usually)];
    case 'cannot-tell':
      return [line(labels.why, verdict.why), line(labels.fix, verdict.fix)];
  }
}

export function verdictMark(verdict: Verdict, terminal: Terminal): string {
  const { mark, color, [terminal.language]: word } = verdictMarks[verdict.verdict];
  return color(`${mark} ${word}`);
}
