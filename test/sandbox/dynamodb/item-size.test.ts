import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemSize, type AttributeValue } from '../../../src/sandbox/dynamodb/item-size.js';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(
  text.map((S) => ({ S })),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => ({ B: Buffer.from(bytes).toString('base64') })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
);
const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }).map((L) => ({ L })),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }).map((M) => ({ M })),
    fc.array(text, { minLength: 1, maxLength: 4 }).map((SS) => ({ SS })),
  ),
}));

/** Bytes of every name and leaf, found in the JSON text's own bytes: another way to the same sum. */
function contentBytes(entry: unknown): number {
  const [type, content] = Object.entries(entry as AttributeValue)[0] as [string, unknown];
  if (type === 'S') return new TextEncoder().encode(content as string).length;
  if (type === 'B') return Uint8Array.from(atob(content as string), (c) => c.charCodeAt(0)).length;
  if (type === 'SS') return (content as string[]).map((S) => contentBytes({ S })).reduce((a, b) => a + b, 0);
  if (type === 'L') return (content as unknown[]).reduce((sum: number, inner) => sum + 1 + contentBytes(inner), 3);
  if (type === 'M') {
    return Object.entries(content as object).reduce((sum, [name, inner]) => sum + 1 + contentBytes({ S: name }) + contentBytes(inner), 3);
  }
  return 1;
}

describe('itemSize', () => {
  it('is the UTF-8 bytes of names and values, 3 for a list or map and 1 for each member', () => {
    fc.assert(
      fc.property(fc.dictionary(text, value, { maxKeys: 5 }), (item) => {
        const expected = Object.entries(item).reduce((sum, [name, entry]) => sum + contentBytes({ S: name }) + contentBytes(entry), 0);
        expect(itemSize(item)).toBe(expected);
      }),
    );
  });

  it.each([
    [{ text: { S: '😪' } }, 4 + 4],
    [{ 'つぶやき': { S: 'あ' } }, 12 + 3],
    [{ n: { N: '0' } }, 1 + 1],
    [{ n: { N: '0.000' } }, 1 + 1],
    [{ n: { N: '1' } }, 1 + 2],
    [{ n: { N: '12' } }, 1 + 2],
    [{ n: { N: '123' } }, 1 + 3],
    [{ n: { N: '1200' } }, 1 + 2],
    [{ n: { N: '-12' } }, 1 + 3],
    [{ n: { N: '1.2e1' } }, 1 + 2],
    [{ n: { N: '0012' } }, 1 + 2],
    [{ n: { NS: ['1', '123'] } }, 1 + 2 + 3],
    [{ b: { BS: ['AAAA', 'AA=='] } }, 1 + 3 + 1],
    [{ l: { L: [] } }, 1 + 3],
    [{ m: { M: { a: { NULL: true } } } }, 1 + 3 + 1 + 1 + 1],
  ])('of %j is %i', (item, size) => {
    expect(itemSize(item as Record<string, AttributeValue>)).toBe(size);
  });
});
