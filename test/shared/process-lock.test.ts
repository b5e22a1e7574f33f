import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { acquireLock, findLockOwner } from '../../src/shared/process-lock.js';
import { makeTempDir } from '../support/temp-dir.js';

const lockIn = () => join(makeTempDir(), 'lock');

describe('process lock', () => {
  it('is held by one, and free again after release', () => {
    const file = lockIn();
    const lock = acquireLock(file);
    if ('heldBy' in lock) throw new Error('not free');
    expect(acquireLock(file)).toMatchObject({ heldBy: { pid: process.pid } });
    expect(findLockOwner(file)?.pid).toBe(process.pid);
    lock.release();
    expect(existsSync(file)).toBe(false);
    expect(acquireLock(file)).not.toHaveProperty('heldBy');
  });

  it('is not held by the dead, whatever they left', async () => {
    const file = lockIn();
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    for (const rest of [JSON.stringify({ pid: child.pid, startedAt: '1' }), '', '{"pid":', JSON.stringify({ pid: process.pid, startedAt: '1' })]) {
      writeFileSync(file, rest);
      expect(findLockOwner(file)).toBeUndefined();
      const lock = acquireLock(file);
      if ('heldBy' in lock) throw new Error(`held by the dead: ${rest}`);
      lock.release();
    }
  });

  it('names a living owner that is not us', () => {
    const file = lockIn();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    onTestFinished(() => void child.kill('SIGKILL'));
    writeFileSync(file, JSON.stringify({ pid: child.pid, startedAt: '' }));
    expect(acquireLock(file)).toMatchObject({ heldBy: { pid: child.pid } });
  });
});

describe.runIf(process.platform === 'linux')('a zombie', () => {
  it('holds no lock', async () => {
    const file = lockIn();
    // The shell turns into a program that never asks after the child it had, before that child ends.
    const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const pid = Number(await new Promise<string>((resolve) => parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))));
    await vi.waitFor(() => expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) Z /), 10_000);
    writeFileSync(file, JSON.stringify({ pid, startedAt: '' }));
    expect(findLockOwner(file)).toBeUndefined();
  });
});
