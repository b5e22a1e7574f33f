import { readFileSync, statSync, writeFileSync } from 'node:fs';
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

  it('does not grow while it is open, and is then written on', () => {
    const file = join(makeTempDir(), 'journal.jsonl');
    const store = openJournalStore(file, { bytes: 2000, times: 4 });
    const collection = store.collection<string>('n');
    collection.set('kept', 'k');
    for (let n = 0; n < 1000; n++) {
      collection.set('same', `value ${n}`);
      expect(statSync(file).size).toBeLessThanOrEqual(2000);
    }
    store.close();
    const again = openJournalStore(file).collection('n');
    expect([again.get('kept'), again.get('same')]).toEqual(['k', 'value 999']);
  });

  it('is not written anew at every change when most of it counts', () => {
    const file = join(makeTempDir(), 'journal.jsonl');
    const store = openJournalStore(file, { bytes: 1000, times: 4 });
    let anew = 0;
    let inode = statSync(file).ino;
    for (let n = 0; n < 500; n++) {
      store.collection('n').set(`key ${n}`, 'x'.repeat(100));
      const now = statSync(file).ino;
      if (now !== inode) anew += 1;
      inode = now;
    }
    store.close();
    expect(anew).toBeGreaterThan(0);
    expect(anew).toBeLessThan(6);
  });

  it('reads what is longer than a piece, and a character that lies on the border of two', () => {
    const file = join(makeTempDir(), 'journal.jsonl');
    const store = openJournalStore(file);
    const values = ['ボ'.repeat(700_000), 'short', 'ヤ'.repeat(400_001), '🐳'.repeat(300_003)];
    values.forEach((value, n) => store.collection('n').set(String(n), value));
    store.close();
    const again = openJournalStore(file);
    expect(again.collection('n').values().map((value, n) => value === values[n])).toEqual([true, true, true, true]);
    again.close();
  });

  it('opens ten thousand resources in little more than it takes to parse them', () => {
    const file = join(makeTempDir(), 'journal.jsonl');
    const resource = { arn: 'arn:aws:ecs:ap-northeast-1:123456789012:task-definition/family:1', tags: { a: 'b' }, text: 'x'.repeat(500) };
    const lines = Array.from({ length: 10_000 }, (_, n) => JSON.stringify({ c: 'n', k: String(n), v: resource }));
    writeFileSync(file, `${lines.join('\n')}\n`);
    const timeOf = (work: () => void): number => {
      const before = performance.now();
      work();
      return performance.now() - before;
    };
    const parsing = Math.max(10, timeOf(() => lines.forEach((line) => JSON.parse(line) as unknown)));
    expect(timeOf(() => openJournalStore(file).close())).toBeLessThan(parsing * 60);
    const again = openJournalStore(file);
    expect(again.collection('n').size).toBe(10_000);
    again.close();
  });

  it('refuses to update what is not there', () => {
    expect(() => openJournalStore().collection('x').update('y', {})).toThrow('x has no y');
  });
});
