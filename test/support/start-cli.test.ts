import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from './run-cli.js';
import { startCli } from './start-cli.js';
import { makeTempDir } from './temp-dir.js';

it('runs a program in an empty home and folder, and tells how it ended', async () => {
  const program = written(`
    let input = '';
    for await (const chunk of process.stdin) input += chunk;
    console.error('talk');
    console.log(JSON.stringify({ input, args: process.argv.slice(2), home: process.env.HOME, cwd: process.cwd(), vitest: process.env.VITEST, more: process.env.MORE }));
    process.exitCode = 3;
  `);
  const home = makeTempDir();
  const { exitCode, stdout, stderr } = await runCli(['a b', '--c'], { program, home, input: 'in', env: { MORE: 'more' } });
  expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: 'talk\n' });
  expect(JSON.parse(stdout)).toEqual({ input: 'in', args: ['a b', '--c'], home, cwd: expect.stringContaining('boyacky-lab-test-'), more: 'more' });
});

it('waits for what a program says, and kills it', async () => {
  const cli = startCli([], { program: written(`console.log('ready'); setInterval(() => {}, 1000);`) });
  await cli.said(/^ready$/m);
  const never = cli.said('never');
  cli.kill('SIGKILL');
  await expect(never).rejects.toThrow("never said never; it said:\nready");
  await expect(cli.finished).resolves.toMatchObject({ exitCode: null, signal: 'SIGKILL', stdout: 'ready\n' });
});

it('kills one that does not end, and says what it said', async () => {
  const cli = startCli(['verify'], { program: written(`console.log('busy'); setInterval(() => {}, 1000);`), timeoutMs: 1500 });
  await expect(cli.finished).rejects.toThrow('boyacky-lab verify did not end within 1500 ms');
  await expect.poll(() => isAlive(cli.pid), { timeout: 20_000 }).toBe(false);
});

it('a temporary folder is gone when it is done with', () => {
  const removals: (() => void)[] = [];
  const path = makeTempDir({ whenDone: (remove) => removals.push(remove) });
  expect(existsSync(path)).toBe(true);
  for (const remove of removals) remove();
  expect(existsSync(path)).toBe(false);
});

function written(text: string): string {
  const path = join(makeTempDir(), 'program.mjs');
  writeFileSync(path, text);
  return path;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
