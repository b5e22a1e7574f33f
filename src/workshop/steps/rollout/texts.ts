/** How long a boyaki may be, in characters as a reader counts them. */
export const limit = 20;

/** Above DynamoDB's 400 KB for an item; letters of one byte, so that the form stays under the app's own 2 MB. */
export const longText = `AnEndlessGrumbleOver${'a'.repeat(420_000)}`;

const family = '👨‍👩‍👧‍👦';

/** Thirty characters, of which the twentieth is seven code points and eleven code units: what cuts wrongly, cuts it. */
export const emojiText = `${'🍵'.repeat(limit - 1)}${family}${'🍵'.repeat(10)}`;

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

export function countCharacters(text: string): number {
  return [...segmenter.segment(text)].length;
}

/** The first `limit` characters, none of them halved. */
export function cutToLimit(text: string): string {
  // Telling characters apart in a text of hundreds of kilobytes is slow, and the head of it is enough here.
  return Array.from(segmenter.segment(text.slice(0, 1000)), ({ segment }) => segment).slice(0, limit).join('');
}
