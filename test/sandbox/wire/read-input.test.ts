import { describe, expect, it } from 'vitest';
import { findMissingMember } from '../../../src/sandbox/wire/check-required.js';
import { findWrongMember } from '../../../src/sandbox/wire/find-wrong-member.js';
import { readJsonInput, writeJsonOutput } from '../../../src/sandbox/wire/json-codec.js';
import { buildQueryTree, numberedChildren } from '../../../src/sandbox/wire/query-tree.js';
import { readQueryInput } from '../../../src/sandbox/wire/read-query.js';
import { bigInteger, boolean, bytes, listOf, mapOf, named, number, string, struct, time } from './schemas.js';

const inner = struct({ Deep: string });

describe('a form of the query protocols', () => {
  const read = (members: Record<string, unknown>, form: string, ec2 = false) => readQueryInput(struct(members) as never, new URLSearchParams(form), { ec2 });

  it.each<[string, Record<string, unknown>, string, unknown]>([
    ['a text', { Name: string }, 'Name=a+b', { Name: 'a b' }],
    ['an empty text', { Name: string }, 'Name=', { Name: '' }],
    ['what the shape does not know', { Name: string }, 'Other=x&Name=y', { Name: 'y' }],
    ['nothing', { Name: string }, '', {}],
    ['the last of two', { Name: string }, 'Name=a&Name=b', { Name: 'b' }],
    ['true', { On: boolean }, 'On=true', { On: true }],
    ['false', { On: boolean }, 'On=false', { On: false }],
    ['a number', { N: number }, 'N=-1.5', { N: -1.5 }],
    ['no number', { N: number }, 'N=NaN', { N: NaN }],
    ['more than any number', { N: number }, 'N=Infinity', { N: Infinity }],
    ['less than any number', { N: number }, 'N=-Infinity', { N: -Infinity }],
    ['a large number', { N: bigInteger }, 'N=-12345678901234567890', { N: -12345678901234567890n }],
    ['a time', { At: time }, 'At=2026-01-02T03:04:05Z', { At: new Date('2026-01-02T03:04:05Z') }],
    ['seconds since the epoch', { At: time }, 'At=1.5', { At: new Date(1500) }],
    ['seconds before it', { At: time }, 'At=-10', { At: new Date(-10_000) }],
    ['bytes', { B: bytes }, 'B=aGk%3D', { B: new Uint8Array([104, 105]) }],
    ['a structure', { S: inner }, 'S.Deep=x', { S: { Deep: 'x' } }],
    ['a list', { L: listOf(string) }, 'L.member.2=b&L.member.1=a', { L: ['a', 'b'] }],
    ['a list of ten', { L: listOf(string) }, Array.from({ length: 10 }, (_, n) => `L.member.${n + 1}=${n}`).join('&'), { L: [...'0123456789'] }],
    ['a list with a gap', { L: listOf(string) }, 'L.member.7=b&L.member.3=a', { L: ['a', 'b'] }],
    ['a list from 0', { L: listOf(string) }, 'L.member.0=a&L.member.x=b&L.member.01=c&L.member.1234567=d', { L: [] }],
    ['an empty list', { L: listOf(string) }, 'L=', { L: [] }],
    ['a list whose elements have a name', { L: listOf(named(string, { xmlName: 'item' })) }, 'L.item.1=a&L.member.1=b', { L: ['a'] }],
    ['a flat list', { L: listOf(string, { xmlFlattened: 1 }) }, 'L.1=a&L.2=b', { L: ['a', 'b'] }],
    ['a list of structures', { L: listOf(inner) }, 'L.member.1.Deep=a', { L: [{ Deep: 'a' }] }],
    ['a map', { M: mapOf(string) }, 'M.entry.1.key=a&M.entry.1.value=b', { M: { a: 'b' } }],
    ['a map without its key', { M: mapOf(string) }, 'M.entry.1.value=b', { M: { '': 'b' } }],
    ['a map without its value', { M: mapOf(string) }, 'M.entry.1.key=a', { M: { a: undefined } }],
    ['an empty map', { M: mapOf(string) }, 'M=', { M: {} }],
    ['a flat map', { M: mapOf(string, { xmlFlattened: 1 }) }, 'M.1.key=a&M.1.value=b', { M: { a: 'b' } }],
    ['a map with names of its own', { M: mapOf(named(string, { xmlName: 'V' }), undefined, named(string, { xmlName: 'K' })) }, 'M.entry.1.K=a&M.entry.1.V=b', { M: { a: 'b' } }],
    ['a member with a name of its own', { Name: named(string, { xmlName: 'Title' }) }, 'Title=a&Name=b', { Name: 'a' }],
    ['a name that only EC2 has', { Name: named(string, { ec2QueryName: 'Title' }) }, 'Title=a&Name=b', { Name: 'b' }],
    ['text where a structure is', { S: inner }, 'S=x', { S: {} }],
    ['a structure where text is', { Name: string }, 'Name.Deep=x', {}],
  ])('%s', (_, members, form, value) => {
    expect(read(members, form)).toEqual(value);
    expect(Object.keys(read(members, form))).toEqual(Object.keys(value as object));
  });

  it.each<[string, Record<string, unknown>, string, unknown]>([
    ['names in upper camel case', { vpcId: string }, 'VpcId=a&vpcId=b', { vpcId: 'a' }],
    ['names of the wire in upper camel case', { Id: named(string, { xmlName: 'vpcId' }) }, 'VpcId=a&Id=b', { Id: 'a' }],
    ['its own name first', { Id: named(string, { xmlName: 'vpcId', ec2QueryName: 'one' }) }, 'one=a&VpcId=b', { Id: 'a' }],
    ['lists that are flat', { L: listOf(named(string, { xmlName: 'item' })) }, 'L.1=a&L.item.1=b', { L: ['a'] }],
  ])('of EC2 has %s', (_, members, form, value) => {
    expect(read(members, form, true)).toEqual(value);
  });

  it.each<[string, unknown, string]>([
    ['true or false', boolean, 'TRUE'],
    ['a number', number, '1x'],
    ['a number', number, ''],
    ['a number', number, ' '],
    ['a large number', bigInteger, '1.5'],
    ['a large number', bigInteger, 'a1'],
    ['a large number', bigInteger, '1a'],
    ['a time', time, 'yesterday'],
  ])('is malformed where %s is expected', (_, schema, text) => {
    expect(() => read({ X: schema }, `X=${encodeURIComponent(text)}`)).toThrow(
      expect.objectContaining({ code: 'MalformedInput', message: `'${text}' is not a value of the type that is expected here` }) as Error,
    );
  });

  it('quotes no more than 100 characters of it', () => {
    expect(() => read({ N: number }, `N=${'x'.repeat(200)}`)).toThrow(`'${'x'.repeat(100)}' is not`);
  });

  it('of an operation without input is empty', () => {
    expect(readQueryInput('unit', new URLSearchParams('A=b'), { ec2: false })).toEqual({});
  });

  it('is read to a depth of 32', () => {
    const key = (length: number) => Array.from({ length }, () => 'a').join('.');
    expect(buildQueryTree(new URLSearchParams({ [key(32)]: 'x' })).children.size).toBe(1);
    expect(buildQueryTree(new URLSearchParams({ [key(33)]: 'x', b: 'y' })).children.size).toBe(1);
  });

  it('keeps the value of a node that has children', () => {
    const node = buildQueryTree(new URLSearchParams('L=x&L.1=a&L.2=b')).children.get('L');
    expect(node?.value).toBe('x');
    expect(node && numberedChildren(node).map(({ value }) => value)).toEqual(['a', 'b']);
  });
});

describe('a member that is not of its shape', () => {
  it.each<[unknown, unknown, string | undefined]>([
    [string, 'x', undefined],
    [string, 1, 'X: a string is expected'],
    [boolean, true, undefined],
    [boolean, 'true', 'X: true or false is expected'],
    [number, 1, undefined],
    [number, 1n, undefined],
    [number, '1', 'X: a number is expected'],
    [number, NaN, 'X: a number is expected'],
    [time, new Date(0), undefined],
    [time, new Date(NaN), 'X: a time is expected'],
    [time, 0, 'X: a time is expected'],
    [bytes, new Uint8Array(1), undefined],
    [bytes, 'x', undefined],
    [bytes, 1, 'X: bytes is expected'],
    [inner, { Deep: 'x' }, undefined],
    [inner, { Other: 1 }, undefined],
    [inner, { Deep: 1 }, 'X.Deep: a string is expected'],
    [inner, { Deep: null }, undefined],
    [inner, [], 'X: a structure is expected'],
    [inner, 'x', 'X: a structure is expected'],
    [listOf(string), ['a'], undefined],
    [listOf(string), 'a', 'X: a list is expected'],
    [listOf(string), ['a', 1], 'X[1]: a string is expected'],
    [listOf(inner), [{ Deep: 'a' }, { Deep: 2 }], 'X[1].Deep: a string is expected'],
    [mapOf(string), { a: 'b' }, undefined],
    [mapOf(string), { a: 'b', c: 1 }, 'X.c: a string is expected'],
    [mapOf(string), ['a'], 'X: a map is expected'],
    [15, { any: 'thing' }, undefined],
    [15, 0, undefined],
  ])('case %#', (schema, value, wrong) => {
    expect(findWrongMember(struct({ X: schema }) as never, { X: value })).toBe(wrong);
  });

  it('in a list with holes is found, and absent members are another matter', () => {
    const holes: unknown[] = [];
    holes[2] = 'c';
    expect(findWrongMember(struct({ X: listOf(string) }) as never, { X: holes })).toBe('X[0]: a string is expected');
    expect(findWrongMember(struct({ X: string, Y: string }) as never, { X: undefined, Y: null })).toBeUndefined();
    expect(findWrongMember(struct({ X: string }) as never, 'x')).toBe(': a structure is expected');
    expect(findWrongMember(listOf(15) as never, [undefined])).toBe('[0]: a value is expected');
    expect(findWrongMember(listOf(15) as never, [null])).toBe('[0]: a value is expected');
  });

  it('is missing when it is required, and only then', () => {
    const schema = struct({ A: string, B: string, C: string }, 2) as never;
    expect(findMissingMember(schema, { A: 'a', B: 'b' })).toBeUndefined();
    expect(findMissingMember(schema, { A: '', B: 'b' })).toBeUndefined();
    expect(findMissingMember(schema, { B: 'b' })).toBe('A');
    expect(findMissingMember(schema, { A: 'a', B: null })).toBe('B');
    expect(findMissingMember([3, 'n', 'S', 0, ['A'], [0]] as never, {})).toBeUndefined();
    expect(findMissingMember('unit', {})).toBeUndefined();
    expect(findMissingMember(listOf(string) as never, {})).toBeUndefined();
  });
});

describe('a body of the JSON protocols', () => {
  const schema = struct({ Name: string, At: time }) as never;

  it('is read by its shape', async () => {
    expect(await readJsonInput(schema, '{"Name":"x","At":1.5}')).toEqual({ Name: 'x', At: new Date(1500) });
    expect(await readJsonInput(schema, '')).toEqual({});
    expect(await readJsonInput('unit', '{"Name":"x"}')).toEqual({});
    expect(await readJsonInput('unit', '')).toEqual({});
  });

  it.each(['x', '[]', 'null', '1', '"x"', '{'])('%s is no object', async (text) => {
    await expect(readJsonInput(schema, text)).rejects.toMatchObject({ code: 'SerializationException', message: 'The request body is not a JSON object', status: 400 });
    await expect(readJsonInput('unit', text)).rejects.toMatchObject({ code: 'SerializationException' });
  });

  it('whose values cannot be read says why', async () => {
    await expect(readJsonInput(schema, '{"At":{}}')).rejects.toMatchObject({ code: 'SerializationException', message: expect.stringMatching(/./) as string });
  });

  it('is written by its shape', () => {
    expect(writeJsonOutput(schema, { Name: 'ボ', At: new Date(1500), Other: 1 }).toString()).toBe('{"Name":"ボ","At":1.5}');
    expect(writeJsonOutput('unit', { Name: 'x' }).toString()).toBe('{}');
  });
});
