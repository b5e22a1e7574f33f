import type { Text } from '../../types.js';

/** Several observations in one sentence. */
export function joinTexts(texts: readonly Text[]): Text {
  return { ja: texts.map(({ ja }) => ja).join(' / '), en: texts.map(({ en }) => en).join('; ') };
}
