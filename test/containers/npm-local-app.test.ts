import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNpmLocalApp } from '../../src/containers/npm-local-app.js';
import { makeTempDir } from '../support/temp-dir.js';

/** A workspace with an app that does nothing but stay. */
function makeWorkspace() {
  const root = makeTempDir();
  const folder = join(root, 'boyacky');
  mkdirSync(join(folder, 'src'), { recursive: true });
  mkdirSync(join(root, '.boyacky-lab'));
  writeFileSync(join(folder, 'src', 'server.js'), 'setInterval(() => {}, 1000);');
  const stateFile = join(root, '.boyacky-lab', 'local-app.json');
  const app = createNpmLocalApp(stateFile, folder, process.env);
  onTestFinished(() => app.stop());
  return { root, folder, stateFile, app, write: (state: object) => writeFileSync(stateFile, JSON.stringify(state)) };
}

/** As somebody starts it without us. */
async function startByHand(folder: string): Promise<ChildProcess & { readonly pid: number }> {
  const child = spawn(process.execPath, ['src/server.js'], { cwd: folder, stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.once('spawn', resolve));
  if (child.pid === undefined) throw new Error('it did not start');
  return child as ChildProcess & { readonly pid: number };
}

const lives = (pid: number) => process.kill(pid, 0);
const isGone = (pid: number) => {
  try {
    return !lives(pid);
  } catch {
    return true;
  }
};
const start = { port: 8099, env: {} };

describe.runIf(process.platform === 'linux')('the app on this machine', { timeout: 60_000 }, () => {
  it('is known again by another run of the program, and ended', async () => {
    const { folder, stateFile, app } = makeWorkspace();
    await app.start(folder, start);
    const { pid = 0 } = app.running() ?? {};
    expect(createNpmLocalApp(stateFile, folder, process.env).running()).toEqual(expect.objectContaining({ pid, port: 8099 }));
    await app.stop();
    expect(app.running()).toBeUndefined();
    // A child that has ended answers until its parent has taken notice.
    await expect.poll(() => isGone(pid), { timeout: 30_000 }).toBe(true);
  });

  it('is not a process of another folder that has its id now', async () => {
    const [ours, other] = [makeWorkspace(), makeWorkspace()];
    const { pid } = await startByHand(other.folder);
    for (const dir of [ours.folder, other.folder]) {
      for (const more of [{}, { token: 'src/server.js' }, { startedAt: '1' }]) {
        ours.write({ pid, port: 8099, dir, ...more });
        expect(ours.app.running()).toBeUndefined();
        await ours.app.stop();
        expect(lives(pid)).toBe(true);
      }
    }
  });

  it('is not the app of the workspace that this one is a copy of', async () => {
    const original = makeWorkspace();
    await original.app.start(original.folder, start);
    const { pid = 0 } = original.app.running() ?? {};
    const copy = makeWorkspace();
    cpSync(original.root, copy.root, { recursive: true });
    const state = JSON.parse(readFileSync(copy.stateFile, 'utf8')) as object;
    for (const dir of [original.folder, copy.folder]) {
      copy.write({ ...state, dir });
      expect(copy.app.running()).toBeUndefined();
      await copy.app.stop();
      expect(lives(pid)).toBe(true);
    }
  });

  it('is not what was started by hand in the same folder, nor a later process with the same id', async () => {
    const { app, folder, stateFile, write } = makeWorkspace();
    const { pid } = await startByHand(folder);
    for (const more of [{}, { token: 'boyacky-lab-0' }]) {
      write({ pid, port: 8099, dir: folder, ...more });
      expect(app.running()).toBeUndefined();
    }
    await app.start(folder, start);
    const state = JSON.parse(readFileSync(stateFile, 'utf8')) as { startedAt: string };
    expect(app.running()).toBeDefined();
    write({ ...state, startedAt: String(Number(state.startedAt) - 1) });
    expect(app.running()).toBeUndefined();
    write(state);
    await app.stop();
    expect(lives(pid)).toBe(true);
  });

  it('is no group of processes, whatever the file says', async () => {
    const { app, folder, write } = makeWorkspace();
    for (const pid of [0, -1, 1, 1.5, -process.pid]) {
      write({ pid, port: 8099, dir: folder, token: 'src/server.js' });
      expect(app.running()).toBeUndefined();
      await app.stop();
    }
  });

  it('that an earlier version started, without a token, is still known', async () => {
    const { app, folder, write } = makeWorkspace();
    await app.start(folder, start);
    const { pid = 0 } = app.running() ?? {};
    write({ pid, port: 8099, dir: folder });
    expect(app.running()).toMatchObject({ pid });
  });
});
