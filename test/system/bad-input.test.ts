import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../support/run-cli.js';
import { makeTempDir } from '../support/temp-dir.js';
import { makeWorkshopFolder } from './workshop-folder.js';

const course = ['start', '--yes', '--engine', 'practice', '--lang', 'en'];

describe('what goes wrong gets a clear word, the next thing to type, and its exit code', { timeout: 300_000 }, () => {
  it.each([
    [['start'], 2, 'start --yes'],
    [['start', '--target', 'moon', '--yes'], 2, 'sandbox'],
    [['start', '--engine', 'lxc', '--yes'], 2, 'practice'],
    [['start', '--yes', '--endpoint-url', 'not a url'], 2, 'http'],
    [['fly'], 2, '--help'],
    [['verify'], 3, 'boyacky-lab start'],
    [['cleanup'], 3, 'boyacky-lab start'],
    [['status'], 3, 'boyacky-lab start'],
    [['sandbox', 'env'], 3, 'boyacky-lab start'],
  ])('%j → %i', async (args, code, next) => {
    const { exitCode, stderr, stdout } = await runCli(args);
    expect(exitCode, stderr).toBe(code);
    expect(stderr).toContain(next);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('says nothing of a pipe that its reader closed', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../dist/bin.js', import.meta.url)), 'list'], { cwd: makeTempDir(), stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    expect(said).toBe('');
    expect(exitCode).toBe(0);
  });

  it('refuses a folder that is not empty and not a workspace, and touches nothing in it', async () => {
    const cwd = makeTempDir();
    mkdirSync(join(cwd, 'mine'));
    writeFileSync(join(cwd, 'mine', 'thesis.txt'), 'precious');
    const { exitCode, stderr } = await runCli(['start', 'mine', '--yes'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('not empty');
    expect(stderr).toContain('next:');
  });

  it('refuses a second start while one runs', async () => {
    const folder = makeWorkshopFolder();
    const first = folder.start(course);
    await first.said('foundation.create-stack');
    const second = await folder.run(course);
    expect(second.exitCode).toBe(3);
    expect(second.stderr).toContain('Another boyacky-lab is at work');
    first.kill('SIGINT');
    await first.finished;
  });

  it('names the program-independent reason when port 8080 is taken, and goes on when it is free', async () => {
    const folder = makeWorkshopFolder();
    const stranger = createServer((_, response) => response.end('somebody else'));
    await new Promise<void>((resolve) => stranger.listen(8080, '127.0.0.1', resolve));
    onTestFinished(() => void stranger.close());
    const { exitCode, stderr } = await folder.run([...course, '--until', 'local.run']);
    expect([1, 3, 4]).toContain(exitCode);
    expect(stderr).toContain('8080');
    stranger.closeAllConnections();
    await new Promise((resolve) => stranger.close(resolve));
    const next = await folder.run([...course, '--until', 'local.run']);
    expect(next.exitCode, next.stderr).toBe(0);
  });

  it('puts a working Dockerfile in place of a broken one, and keeps the broken one beside it', async () => {
    const folder = makeWorkshopFolder();
    await folder.run([...course, '--until', 'local.stop']);
    const broken = 'FROM node:24-alpine\nCOPPY . .\nEXPOSE 8080\nCMD ["node","src/server.js"]\n';
    writeFileSync(join(folder.root, 'boyacky', 'Dockerfile'), broken);
    const seen = await folder.run(['verify', 'image.dockerfile', '--lang', 'en']);
    expect(seen.exitCode).toBe(1);
    const { exitCode, stderr } = await folder.run([...course, '--from', 'image.build', '--until', 'image.build']);
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('Dockerfile.yours');
    expect(readFileSync(join(folder.root, 'boyacky', 'Dockerfile.yours'), 'utf8')).toBe(broken);
  });

  it('cleans up a half-made stack', async () => {
    const folder = makeWorkshopFolder();
    const run = folder.start(course);
    await run.said('foundation.wait-stack');
    run.kill('SIGKILL');
    await run.finished;
    const { exitCode, stdout, stderr } = await folder.run(['cleanup', '--yes', '--lang', 'en']);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/gone\s+stack\s+boyacky-stack/);
    expect(stdout).toContain('0 left');
  });

  it('shows with status whatever is left running, and where', async () => {
    const folder = makeWorkshopFolder();
    await folder.run([...course, '--until', 'local.run']);
    const { stdout, exitCode } = await folder.run(['status', '--lang', 'en']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`pid ${folder.sandboxPid() ?? 'none'}`);
    expect(stdout).toContain('local app: http://localhost:8080');
    expect(stdout).toMatch(/stack\s+boyacky-stack/);
  });
});
