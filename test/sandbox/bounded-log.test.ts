import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBoundedLog } from '../../src/sandbox/bounded-log.js';
import { makeTempDir } from '../support/temp-dir.js';

const limits = { bytes: 100, keptBytes: 50 };

function openLog(watched = 'sandbox.log') {
  const folder = makeTempDir();
  const path = join(folder, 'sandbox.log');
  const fd = openSync(path, 'a');
  const log = createBoundedLog(join(folder, watched), { fd, write: (text) => writeSync(fd, text) }, limits);
  return { log, content: () => readFileSync(path, 'utf8'), close: () => closeSync(fd) };
}

describe('the log of the sandbox', () => {
  it('keeps its last whole lines when it has grown too large', () => {
    const { log, content, close } = openLog();
    for (let n = 0; n < 10; n += 1) log(`line ${n} ..`);
    expect(content()).toHaveLength(100);
    log('line 10 .');
    expect(content()).toBe('line 7 ..\nline 8 ..\nline 9 ..\nline 10 .\n');
    log('and on');
    expect(content()).toMatch(/^line 7[^]*\nand on\n$/);
    close();
  });

  it('never grows beyond its limit and a line', () => {
    const { log, content, close } = openLog();
    for (let n = 0; n < 1000; n += 1) {
      log(`line ${n}`);
      expect(content().length).toBeLessThanOrEqual(100);
      expect(content()).toContain(`line ${n}\n`);
    }
    close();
  });

  it('leaves alone what is not its file', () => {
    const { log, content, close } = openLog('another.log');
    for (let n = 0; n < 100; n += 1) log(`line ${n}`);
    expect(content()).toMatch(/^line 0\n/);
    close();
  });
});
