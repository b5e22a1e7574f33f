/** A sentence in each language that is spoken here. A bare string has none: a command, a name, the words of somebody else. */
export type Words = string | { readonly ja: string; readonly en: string };

/** The words for somebody who speaks the language. */
export function wordsIn(language: 'ja' | 'en', words: Words): string {
  return typeof words === 'string' ? words : words[language];
}
