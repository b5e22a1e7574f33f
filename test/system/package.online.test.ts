import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeTempDir } from '../support/temp-dir.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

function environment(home: string): NodeJS.ProcessEnv {
  const { PATH, NODE_EXTRA_CA_CERTS, npm_config_registry, TMPDIR } = process.env;
  // Without the variables that npm sets for its scripts: they would lead the inner npm to this package.
  return { PATH, HOME: home, LANG: 'C.UTF-8', TMPDIR, NODE_EXTRA_CA_CERTS, npm_config_registry, npm_config_update_notifier: 'false' };
}

describe('the package', { timeout: 400_000 }, () => {
  it('works by npx from its tarball, in an empty folder with an empty HOME', async () => {
    const [home, cwd, packed] = [makeTempDir(), makeTempDir(), makeTempDir()];
    // The suite has built dist/ already; building it anew under a running test would pull it from under the others.
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', packed], { cwd: root, env: environment(home) });
    const tarball = join(packed, readdirSync(packed)[0] ?? '');

    // Relative: npx takes an absolute path of a file that exists for a program to run.
    const npx = ['--yes', relative(cwd, tarball)];
    const { stdout } = await run('npx', [...npx, 'start', '--yes', '--lang', 'en', '--engine', 'practice'], { cwd, env: environment(home), maxBuffer: 1e8, timeout: 300_000 });
    expect(stdout).toMatch(/Receipt: \d+ gone, 0 left\./);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect((await run('npx', [...npx, '--version'], { cwd, env: environment(home) })).stdout.trim()).toBe(version);
  });

  it('is `boyacky-lab start` under npm start', async () => {
    const [home, cwd] = [makeTempDir(), makeTempDir()];
    mkdirSync(join(cwd, 'work'));
    const failure = await run('npm', ['start', '--', join(cwd, 'work')], { cwd: root, env: environment(home) }).catch((error: unknown) => error as { code: number; stderr: string });
    expect(failure).toMatchObject({ code: 2 });
    expect(failure.stderr).toContain('boyacky-lab start --yes');
  });
});
