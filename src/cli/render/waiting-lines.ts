import type { Verdict } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { wrapText } from './wrap-text.js';

const frames = ['|', '/', '-', '\\'];

/** What is waited for, for how long already, and how long it usually takes. */
export function waitingLines(verdict: Verdict, elapsedMs: number, { t, width }: Pick<Terminal, 't' | 'width'>): { readonly lines: readonly string[]; readonly changes: readonly string[] } {
  const what = describe(verdict, t);
  const elapsed = t({ ja: `${Math.floor(elapsedMs / 1000)} 秒`, en: `${Math.floor(elapsedMs / 1000)} s` });
  const usually = verdict.verdict === 'waiting' ? t({ ja: ` / ふつうは ${verdict.usually.ja}`, en: ` / usually ${verdict.usually.en}` }) : '';
  const frame = frames[Math.floor(elapsedMs / 300) % frames.length] ?? '';
  return { lines: wrapText(`${frame} ${what} (${elapsed}${usually})`, { width, indent: '  ', hanging: '    ' }), changes: [] };
}

function describe(verdict: Verdict, t: Terminal['t']): string {
  switch (verdict.verdict) {
    case 'waiting':
      return t(verdict.for);
    case 'cannot-tell':
      return t(verdict.why);
    case 'not-yet':
      return t({ ja: `まだです: ${verdict.observed.ja}`, en: `not yet: ${verdict.observed.en}` });
    case 'done':
      return '';
  }
}
