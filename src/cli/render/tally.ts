import type { Way } from '../../workshop/progress.js';
import type { Text } from '../../workshop/types.js';

/** How many steps were done in which way. */
export type Tally = Readonly<Record<Way, number>>;

/** Counts how the given steps came to be done; those that are not done are not counted. */
export function tallyOf(ids: readonly string[], way: (id: string) => Way | undefined): Tally {
  const count = (wanted: Way) => ids.filter((id) => way(id) === wanted).length;
  return { 'by-hand': count('by-hand'), 'for-you': count('for-you'), found: count('found') };
}

/** "5 by yourself, 2 done for you, 1 already so" */
export function tallyWords(tally: Tally): Text {
  const parts: readonly (readonly [number, Text])[] = [
    [tally['by-hand'], { ja: '自分で', en: 'by yourself' }],
    [tally['for-you'], { ja: '代わりに実行', en: 'done for you' }],
    [tally.found, { ja: '見たときにはできていた', en: 'already so when looked at' }],
  ];
  const said = parts.filter(([count]) => count > 0);
  return { ja: said.map(([count, words]) => `${words.ja} ${count}`).join('、'), en: said.map(([count, words]) => `${count} ${words.en}`).join(', ') };
}
