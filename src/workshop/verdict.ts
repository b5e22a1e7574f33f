import type { Words } from '../shared/words.js';
import type { Text, Verdict } from './types.js';

export function done(...evidence: Text[]): Verdict {
  return { verdict: 'done', evidence };
}

export function notYet(expected: Text, observed: Text, fix: Text): Verdict {
  return { verdict: 'not-yet', expected, observed, fix };
}

/** `since`: milliseconds since the epoch. */
export function waiting(what: Text, since: number, usually: Text): Verdict {
  return { verdict: 'waiting', for: what, since, usually };
}

export function cannotTell(why: Text, fix: Text): Verdict {
  return { verdict: 'cannot-tell', why, fix };
}

/** The same in both languages: names, ids, commands. */
export function plain(text: string): Text {
  return { ja: text, en: text };
}

/** Words of other rooms, some of which have no language. */
export function textOf(words: Words): Text {
  return typeof words === 'string' ? plain(words) : words;
}
