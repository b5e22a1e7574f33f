import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTempDir } from '../support/temp-dir.js';
import { docker, lines } from './docker-support/engine.js';
import { makeWorkshopFolder } from './workshop-folder.js';

const script = fileURLToPath(new URL('../support/far-docker/far-docker.sh', import.meta.url));
const baseImage = fileURLToPath(new URL('../support/base-image/make-base-image.sh', import.meta.url));

describe('the course with a daemon that is elsewhere, as with Docker Desktop', { timeout: 900_000 }, () => {
  const removals: (() => void)[] = [];
  const dir = makeTempDir({ whenDone: (remove) => removals.push(remove) });
  const env: Record<string, string> = {};
  beforeAll(() => {
    env['DOCKER_HOST'] = execFileSync('bash', [script, 'start', dir], { encoding: 'utf8' }).trim();
    execFileSync('bash', [baseImage], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  });
  afterAll(() => {
    execFileSync('bash', [script, 'stop', dir]);
    for (const remove of removals) remove();
  });

  const relays = async () => lines(await docker(['container', 'ls', '-q', '--filter', 'label=boyacky-lab.relay'], { env }));

  it('goes through all of it by a relay, which is made again when it is lost, and gone in the end', async () => {
    const folder = makeWorkshopFolder({ env });
    const start = ['start', '--yes', '--engine', 'docker', '--lang', 'en', '--owner', 'far-daemon'];
    const begun = await folder.run([...start, '--until', 'ecr.login'], { timeoutMs: 400_000 });
    expect(begun.exitCode, begun.stderr.slice(-4000)).toBe(0);
    expect(begun.stderr).toContain('relay container');
    expect(await relays()).toHaveLength(1);
    // What anybody may do with a container that they do not know.
    await docker(['container', 'rm', '--force', ...(await relays())], { env });
    expect((await folder.run(['solve', 'ecr.push'], { timeoutMs: 400_000 })).exitCode).toBe(0);
    expect(await relays()).toHaveLength(1);

    const { exitCode, stdout, stderr } = await folder.run(start, { timeoutMs: 800_000 });
    expect(exitCode, stderr.slice(-4000)).toBe(0);
    expect(stdout).toMatch(/Receipt: \d+ gone, 0 left\./);
    expect(await relays()).toEqual([]);
    expect(lines(await docker(['container', 'ls', '-aq'], { env }))).toEqual([]);
  });
});
