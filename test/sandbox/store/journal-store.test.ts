import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import { makeTempDir } from '../../support/temp-dir.js';

describe('journal store', () => {
  it('finds everything again without having been closed', () => {
    const file = join(makeTempDir(), 'journal.jsonl');
    const things = openJournalStore(file).collection<{ n: number; m?: number }>('a.things');
    things.set('one', { n: 1 });
    things.set('two', { n: 2 });
    things.update('one', { m: 5 });
    things.delete('two');
    const again = openJournalStore(file).collection<{ n: number }>('a.things');
    expect(again.keys()).toEqual(['one']);
    expect(again.get('one')).toEqual({ n: 1, m: 5 });
  });

  it('keeps every whole line when it was cut off at any byte, and can be written on', () => {
    const file = join(makeTempDir(), 'journal.jsonl');
    const numbers = openJournalStore(file).collection<number>('n');
    for (let n = 0; n < 20; n++) numbers.set(`key ${n} ボ`, n);
    const bytes = readFileSync(file);
    fc.assert(
      fc.property(fc.nat(bytes.length), (length) => {
        writeFileSync(file, bytes.subarray(0, length));
        const whole = bytes.subarray(0, length).toString().split('\n').length - 1;
        const store = openJournalStore(file);
        expect(store.collection('n').size).toBeGreaterThanOrEqual(whole);
        store.collection('n').set('more', 1);
        store.close();
        store.close();
        const again = openJournalStore(file);
        expect(again.collection('n').get('more')).toBe(1);
        again.close();
      }),
    );
  });

  it('does not grow with what has been replaced', () => {
    const file = join(makeTempDir(), 'journal.jsonl');
    const store = openJournalStore(file);
    for (let n = 0; n < 1000; n++) store.collection('n').set('same', n);
    store.close();
    openJournalStore(file).close();
    expect(readFileSync(file, 'utf8')).toBe('{"c":"n","k":"same","v":999}\n');
  });

  it('refuses to update what is not there', () => {
    expect(() => openJournalStore().collection('x').update('y', {})).toThrow('x has no y');
  });
});
