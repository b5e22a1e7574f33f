import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/shared/clock.js';
import { openLedger } from '../../src/workshop/ledger.js';
import { reportCount } from '../matrix/report-count.js';
import { makeTempDir } from '../support/temp-dir.js';

it('a ledger cut off at every single byte opens, keeps every whole line, and is written on with a line of its own', async () => {
  const file = join(makeTempDir(), 'ledger.jsonl');
  const open = () => openLedger(file, () => '123456789012/ap-northeast-1', systemClock);
  // Two, three and four bytes to a letter, so that cuts fall inside of one, too.
  for (const id of ['a', 'é', 'ボ', '🍡']) await open().record({ kind: 'role', id }, () => Promise.resolve());
  open().deleted({ kind: 'role', id: 'a' });
  const bytes = readFileSync(file);
  for (let length = 0; length <= bytes.length; length++) {
    writeFileSync(file, bytes.subarray(0, length));
    const whole = bytes.subarray(0, bytes.lastIndexOf(10, length - 1) + 1).toString().split('\n').filter(Boolean).map((line) => JSON.parse(line) as unknown);
    expect(open().lines().slice(0, length === 0 ? 0 : whole.length), `cut at ${length}`).toEqual(length === 0 ? [] : whole);
    await open().record({ kind: 'table', id: 'new' }, () => Promise.resolve());
    // Read again from the disk: what was appended did not melt into what was torn.
    expect(open().lines().slice(-2), `cut at ${length}`).toMatchObject([{ event: 'planned', id: 'new' }, { event: 'created', id: 'new' }]);
    expect(readFileSync(file).subarray(0, length).equals(bytes.subarray(0, length)), `cut at ${length}`).toBe(true);
  }
  reportCount(`ledger: cut at each of ${bytes.length + 1} places, no whole line lost`);
});
