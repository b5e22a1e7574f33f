import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { padToWidth, wrapSpans, wrapText } from '../../src/cli/render/wrap-text.js';

describe('wrapping', () => {
  it('breaks English at blanks', () => {
    expect(wrapText('the quick brown fox jumps', { width: 10 })).toEqual(['the quick', 'brown fox', 'jumps']);
  });

  it('breaks Japanese between characters, and never before a full stop', () => {
    expect(wrapText('あいうえおかき。', { width: 14 })).toEqual(['あいうえおか', 'き。']);
  });

  it('indents what follows', () => {
    expect(wrapText('one two three', { width: 9, indent: '- ', hanging: '  ' })).toEqual(['- one two', '  three']);
  });

  it('cuts a word that is longer than a line', () => {
    expect(wrapText('ab 0123456789', { width: 5 })).toEqual(['ab', '01234', '56789']);
  });

  it('keeps line ends that are there', () => {
    expect(wrapText('one\ntwo', { width: 40 })).toEqual(['one', 'two']);
  });

  it('paints each line by itself', () => {
    expect(wrapSpans([{ text: 'see ' }, { text: 'this long code', paint: (text) => `<${text}>` }], { width: 9 })).toEqual(['see <this>', '<long code>']);
  });

  it('keeps code together where it has room', () => {
    const code = { text: '/var/run/docker.sock', solid: true };
    expect(wrapSpans([{ text: 'the socket ' }, code], { width: 24 })).toEqual(['the socket', '/var/run/docker.sock']);
    expect(wrapSpans([{ text: 'it ' }, { text: 'a b/c', solid: true }], { width: 5 })).toEqual(['it a', 'b/c']);
  });

  it('is never wider than asked for, and loses no character but blanks', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b ', 'あ', '。', '「', '漢字', ' ', '-', '😀') });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (given, width) => {
        const lines = wrapText(given, { width });
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(given.replaceAll(' ', ''));
      }),
    );
  });
});

describe('padding', () => {
  it('counts full-width characters as two columns', () => {
    expect(padToWidth('実際', 6)).toBe('実際  ');
  });
});
