import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/shared/clock.js';
import { openLedger } from '../../src/workshop/ledger.js';
import { makeTempDir } from '../support/temp-dir.js';

const stack = { kind: 'stack', id: 'boyacky-stack' } as const;
const open = (file: string) => openLedger(file, () => '123456789012/ap-northeast-1', systemClock);

describe('ledger', () => {
  it('is written before the resource is asked for', async () => {
    const file = join(makeTempDir(), 'ledger.jsonl');
    await open(file).record(stack, async () => {
      expect(readFileSync(file, 'utf8')).toContain('"planned"');
      expect(readFileSync(file, 'utf8')).not.toContain('"created"');
    });
    expect(open(file).lines().map(({ event }) => event)).toEqual(['planned', 'created']);
  });

  it('keeps a plan whose making failed: the resource may be there all the same', async () => {
    const file = join(makeTempDir(), 'ledger.jsonl');
    await expect(open(file).record(stack, () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
    expect(open(file).open()).toMatchObject([{ ...stack, event: 'planned', where: '123456789012/ap-northeast-1' }]);
  });

  it('remembers what was set aside, of the account that is asked for', async () => {
    const dir = makeTempDir();
    const file = join(dir, 'ledger.jsonl');
    const ledger = open(file);
    await ledger.record(stack, () => Promise.resolve());
    ledger.deleted(stack);
    ledger.archive();
    expect(ledger.lines()).toEqual([]);
    await ledger.record(stack, () => Promise.resolve());
    expect(ledger.archived('123456789012').map(({ event }) => event)).toEqual(['planned', 'created', 'deleted']);
    expect(ledger.archived('210987654321')).toEqual([]);
  });

  it('knows what is still open after deletions', async () => {
    const ledger = open(join(makeTempDir(), 'ledger.jsonl'));
    await ledger.record(stack, () => Promise.resolve());
    await ledger.record({ kind: 'role', id: 'boyacky-task-role' }, () => Promise.resolve());
    ledger.deleted(stack);
    ledger.deleted(stack);
    expect(ledger.open().map(({ id }) => id)).toEqual(['boyacky-task-role']);
    expect(ledger.lines()).toHaveLength(5);
  });

  it('loses nothing but the torn line when it was cut off at any byte', async () => {
    const file = join(makeTempDir(), 'ledger.jsonl');
    const ledger = open(file);
    for (const id of ['a', 'b', 'ボ']) await ledger.record({ kind: 'role', id }, () => Promise.resolve());
    const bytes = readFileSync(file);
    fc.assert(
      fc.property(fc.nat(bytes.length), (length) => {
        writeFileSync(file, bytes.subarray(0, length));
        const whole = bytes.subarray(0, length).toString().split('\n').length - 1;
        const again = open(file);
        expect(again.lines().length).toBeGreaterThanOrEqual(whole);
        again.deleted({ kind: 'role', id: 'a' });
        again.deleted({ kind: 'role', id: 'b' });
        expect(open(file).lines()).toEqual(again.lines());
      }),
    );
  });

  it('is not disturbed by a line that something else wrote', () => {
    const file = join(makeTempDir(), 'ledger.jsonl');
    appendFileSync(file, 'not json\n{"at":"","event":"created","kind":"role","id":"x"}\n');
    expect(open(file).open().map(({ id }) => id)).toEqual(['x']);
  });
});
