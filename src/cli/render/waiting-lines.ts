import type { Verdict } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { wrapText } from './wrap-text.js';

const frames = ['|', '/', '-', '\\'];

/** What is waited for, for how long already, and how long it usually takes. */
export function waitingLines(verdict: Verdict, elapsedMs: number, { t, width }: Pick<Terminal, 't' | 'width'>): readonly string[] {
  const what = describe(verdict, t);
  const elapsed = secondsText(elapsedMs, t);
  const usually = verdict.verdict === 'waiting' ? t({ ja: ` / ふつうは ${verdict.usually.ja}`, en: ` / usually ${verdict.usually.en}` }) : '';
  return wrapText(`${frameAt(elapsedMs)} ${what} (${elapsed}${usually})`, { width, indent: '  ', hanging: '    ' });
}

/** While it is at work and there is nothing else to tell. */
export function workingLines(elapsedMs: number, { t, width }: Pick<Terminal, 't' | 'width'>): readonly string[] {
  return wrapText(`${frameAt(elapsedMs)} ${t({ ja: '作業中', en: 'at work' })} (${secondsText(elapsedMs, t)})`, { width, indent: '  ' });
}

function frameAt(elapsedMs: number): string {
  return frames[Math.floor(elapsedMs / 300) % frames.length] ?? '';
}

function secondsText(elapsedMs: number, t: Terminal['t']): string {
  const seconds = Math.floor(elapsedMs / 1000);
  return t({ ja: `${seconds} 秒`, en: `${seconds} s` });
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
