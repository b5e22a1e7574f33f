import type { Text, Verdict } from '../../workshop/types.js';

/** The same verdict with every sentence of it changed. */
export function mapVerdict(verdict: Verdict, change: (sentence: string) => string): Verdict {
  const both = ({ ja, en }: Text): Text => ({ ja: change(ja), en: change(en) });
  switch (verdict.verdict) {
    case 'done':
      return { ...verdict, evidence: verdict.evidence.map(both) };
    case 'not-yet':
      return { ...verdict, expected: both(verdict.expected), observed: both(verdict.observed), fix: both(verdict.fix) };
    case 'waiting':
      return { ...verdict, for: both(verdict.for) };
    case 'cannot-tell':
      return { ...verdict, why: both(verdict.why), fix: both(verdict.fix) };
  }
}
