import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import type { Store } from '../../../src/sandbox/store/store.js';
import { makeTempDir } from '../../support/temp-dir.js';

/** `deeds`: what the process may still do before it is killed (a byte written is one, and so is any other call); `room`: bytes on the disk. */
const disk = vi.hoisted(() => ({ deeds: Infinity, done: 0, room: Infinity }));

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const spend = (): void => {
    if (disk.deeds < 1) throw new Error('killed');
    disk.deeds -= 1;
    disk.done += 1;
  };
  const counted =
    <A extends unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      spend();
      return call(...args);
    };
  return {
    ...fs,
    openSync: counted(fs.openSync),
    closeSync: counted(fs.closeSync),
    // The machine does not lose its power here, and waiting for the disk a thousand times takes long.
    fsyncSync: counted(() => undefined),
    renameSync: counted(fs.renameSync),
    rmSync: counted(fs.rmSync),
    ftruncateSync: counted(fs.ftruncateSync),
    writeSync: (descriptor: number, bytes: Buffer, from: number): number => {
      if (disk.room < 1) throw new Error('ENOSPC: no space left on device');
      const written = fs.writeSync(descriptor, bytes, from, Math.min(bytes.length - from, disk.deeds, disk.room));
      disk.deeds -= written;
      disk.room -= written;
      disk.done += written;
      if (disk.deeds < 1) throw new Error('killed');
      return written;
    },
  };
});

/** Small enough that the changes below make it be written anew twice. */
const limits = { bytes: 40, times: 1.2 };
const deeds: readonly ((store: Store) => void)[] = [
  (store) => store.collection('a').set('ボ', { n: 1 }),
  (store) => store.collection('b').set('x', 0),
  (store) => store.collection<{ n: number; m?: number }>('a').update('ボ', { m: 3 }),
  (store) => void store.collection('b').delete('x'),
  (store) => store.collection('b').set('y', 1),
  (store) => void store.collection('a').delete('ボ'),
];

const contentOf = (store: Store): string =>
  JSON.stringify(['a', 'b'].map((name) => store.collection(name).keys().map((key) => [key, store.collection(name).get(key)])));

/** What the store holds after the first n changes. */
const contents = Array.from({ length: deeds.length + 1 }, (_, count) => {
  const store = openJournalStore();
  for (const deed of deeds.slice(0, count)) deed(store);
  return contentOf(store);
});

beforeEach(() => {
  Object.assign(disk, { deeds: Infinity, done: 0, room: Infinity });
});

/** Makes the changes until the process is killed; tells how many were made, and what was left. */
function runKilledAfter(allowed: number, file: string): { readonly made: number; readonly left: string } {
  let made = 0;
  Object.assign(disk, { deeds: allowed, done: 0 });
  try {
    const store = openJournalStore(file, limits);
    for (const deed of deeds) {
      deed(store);
      if (disk.deeds < 1) throw new Error('killed');
      made += 1;
    }
    store.close();
  } catch {
    // A dead process says nothing.
  }
  disk.deeds = Infinity;
  const store = openJournalStore(file, limits);
  const left = contentOf(store);
  store.close();
  return { made, left };
}

it('holds every change that was made, and none by half, whenever it was killed', () => {
  const file = join(makeTempDir(), 'journal.jsonl');
  expect(runKilledAfter(Infinity, file)).toEqual({ made: deeds.length, left: contents.at(-1) });
  rmSync(file);
  runKilledAfter(1e9, file);
  const total = disk.done;
  for (let allowed = 0; allowed <= total; allowed += 1) {
    rmSync(file, { force: true });
    const { made, left } = runKilledAfter(allowed, file);
    expect([contents[made], contents[made + 1]], `killed after ${allowed} of ${total}`).toContain(left);
  }
});

it('is written anew meanwhile, so that the test above meets every stage of it', () => {
  const file = join(makeTempDir(), 'journal.jsonl');
  const store = openJournalStore(file, limits);
  const sizes = deeds.map((deed) => {
    deed(store);
    return readFileSync(file).length;
  });
  store.close();
  expect(sizes.filter((size, index) => size < (sizes[index - 1] ?? 0)).length).toBeGreaterThanOrEqual(2);
});

it('starts from what a kill left beside it', () => {
  const file = join(makeTempDir(), 'journal.jsonl');
  writeFileSync(file, '{"c":"n","k":"a","v":1}\n');
  writeFileSync(`${file}.new`, '{"c":"n","k":"b","v":2}\n{"c":"n","k":"c"');
  const store = openJournalStore(file);
  expect(store.collection('n').keys()).toEqual(['a']);
  store.close();
});

it('refuses a change that does not fit on the disk, and goes on when there is room again', () => {
  const file = join(makeTempDir(), 'journal.jsonl');
  const store = openJournalStore(file);
  const numbers = store.collection<number>('n');
  numbers.set('a', 1);
  disk.room = 10;
  expect(() => numbers.set('b', 2)).toThrow('ENOSPC');
  expect(numbers.has('b')).toBe(false);
  disk.room = Infinity;
  numbers.set('c', 3);
  store.close();
  const again = openJournalStore(file);
  expect(again.collection('n').keys()).toEqual(['a', 'c']);
  again.close();
});

it('is written on when there is no room to write it anew', () => {
  const file = join(makeTempDir(), 'journal.jsonl');
  const store = openJournalStore(file, { bytes: 200, times: 2 });
  const numbers = store.collection<string>('n');
  numbers.set('a', 'x'.repeat(150));
  const before = readFileSync(file).length;
  const line = '{"c":"n","k":"b","v":"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"}\n'.length;
  disk.room = line + 10;
  numbers.set('b', 'y'.repeat(40));
  disk.room = Infinity;
  expect(readFileSync(file).length).toBe(before + line);
  numbers.set('c', 'z');
  store.close();
  const again = openJournalStore(file);
  expect(again.collection('n').keys()).toEqual(['a', 'b', 'c']);
  again.close();
});
