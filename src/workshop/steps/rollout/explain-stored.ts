import { counted } from '../../counted.js';
import type { Text } from '../../types.js';
import { countCharacters, cutToLimit, limit } from './texts.js';

/** What is wrong with what the app stored of `text`; undefined: it is the first 20 characters, whole. */
export function explainStored(stored: string | undefined, text: string): Text | undefined {
  const expected = cutToLimit(text);
  if (stored === expected) return undefined;
  if (stored === undefined || stored === '') return { ja: '何も保存されていません', en: 'nothing was stored' };
  const length = countCharacters(stored);
  const had = `${counted(length, 'character')} ${length === 1 ? 'was' : 'were'} stored`;
  if (stored.startsWith(expected)) return { ja: `${limit} 文字に切られず、${length} 文字で保存されました`, en: `it was not cut to ${limit}: ${had}` };
  if (length < limit) {
    return {
      ja: `${length} 文字しか保存されていません。文字ではなくコード単位を数えて切ったようです`,
      en: `only ${had}: it seems that code units were counted, not characters`,
    };
  }
  return { ja: `最後の文字が途中で切られました: ${stored.slice(-4)}`, en: `the last character was cut in the middle: ${stored.slice(-4)}` };
}
