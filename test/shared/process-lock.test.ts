import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
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

describe('locks that the dead left', () => {
  it('go to one of all who take them over at the same moment', async () => {
    const folder = makeTempDir();
    const rounds = 3000;
    for (let round = 0; round < rounds; round++) writeFileSync(join(folder, String(round)), JSON.stringify({ pid: process.pid, startedAt: 'long ago' }));
    const program = join(folder, 'take-all.mjs');
    const contents = `import { acquireLock } from './process-lock.js';
      console.log('ready');
      process.stdin.once('data', () => {
        const taken = [];
        for (let round = 0; round < ${rounds}; round++) if (!('heldBy' in acquireLock(${JSON.stringify(folder)} + '/' + round))) taken.push(round);
        console.log(JSON.stringify(taken));
      });`;
    await build({ stdin: { contents, resolveDir: fileURLToPath(new URL('../../src/shared', import.meta.url)) }, outfile: program, bundle: true, platform: 'node', format: 'esm' });
    const takers = Array.from({ length: 6 }, () => spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] }));
    onTestFinished(() => takers.forEach((taker) => taker.kill('SIGKILL')));
    const line = (taker: (typeof takers)[number]) => new Promise<string>((resolve) => taker.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    await Promise.all(takers.map(line));
    const answers = takers.map(line);
    for (const taker of takers) taker.stdin.write('go');
    const taken = (await Promise.all(answers)).flatMap((answer) => JSON.parse(answer) as number[]);
    expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: rounds }, (_, round) => round));
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
