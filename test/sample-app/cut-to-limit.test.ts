import { expect, test } from 'vitest';
import { fixed } from './load-boyaki.js';

const { cutToLimit, LIMIT } = await fixed();

const countCharacters = (text: string) => [...new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text)].length;

test('the limit is 20', () => {
  expect(LIMIT).toBe(20);
});

test.each([
  ['an empty text', ''],
  ['a short text', '疲れた'],
  ['exactly 20 characters', '一二三四五六七八九十一二三四五六七八九十'],
  ['20 beers, of two code units each', '🍺'.repeat(20)],
])('%s stays as it is', (_, text) => {
  expect(cutToLimit(text)).toBe(text);
});

test.each([
  ['Japanese', 'あ'],
  ['a surrogate pair', '🍺'],
  ['a rare kanji beyond the basic plane', '𠮷'],
  ['a family joined by ZWJ', '👨‍👩‍👧‍👦'],
  ['a skin tone', '👍🏽'],
  ['a flag of two regional indicators', '🇯🇵'],
  ['a flag of tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['a keycap', '1️⃣'],
  ['a kana with a combining mark', 'か\u3099'],
  ['a letter with two accents', 'e\u0301\u0323'],
  ['a kanji with a variation selector', '葛\u{E0100}'],
  ['a line break of two', '\r\n'],
])('%s is counted as one character and never halved', (_, character) => {
  expect(cutToLimit(character.repeat(25))).toBe(character.repeat(20));
});

test('a character at the edge is kept whole or left out whole', () => {
  expect(cutToLimit(`${'a'.repeat(19)}👨‍👩‍👧‍👦b`)).toBe(`${'a'.repeat(19)}👨‍👩‍👧‍👦`);
  expect(cutToLimit(`${'a'.repeat(20)}👨‍👩‍👧‍👦`)).toBe('a'.repeat(20));
});

test('a text over 400 KB fits into the table afterwards', () => {
  expect(Buffer.byteLength(cutToLimit('あ'.repeat(200_000)))).toBe(60);
});

test.each([
  ['one character with a hundred thousand accents', `e${'\u0301'.repeat(500_000)}`],
  ['beers glued together without end', '🍺\u200d'.repeat(200_000)],
])('%s is cut short, and to whole code points', (_, text) => {
  const cut = cutToLimit(text);
  expect(Buffer.byteLength(cut)).toBeLessThan(4_000);
  expect(countCharacters(cut)).toBeLessThanOrEqual(20);
  expect(Buffer.from(cut).toString()).toBe(cut);
});
