import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePodman, type Podman } from './docker-support/podman.js';
import { makeWorkshopFolder } from './workshop-folder.js';

describe('the course with podman', { timeout: 900_000 }, () => {
  let podman: Podman;
  beforeAll(() => void (podman = makePodman()));
  afterAll(() => podman.close());

  const start = (owner: string) => ['start', '--yes', '--engine', 'podman', '--lang', 'en', '--owner', owner];

  it('goes through nine chapters and the clean-up, unattended, and leaves nothing', async () => {
    const folder = makeWorkshopFolder({ env: podman.env });
    const { exitCode, stdout, stderr } = await folder.run(start('podman-course'), { timeoutMs: 800_000 });
    expect(exitCode, stderr.slice(-4000)).toBe(0);
    expect(stdout).toMatch(/Receipt: \d+ gone, 0 left\./);
    for (let chapter = 1; chapter <= 10; chapter++) expect(stderr).toMatch(new RegExp(`^${chapter}\\. .*podman`, 'm'));
    expect(await podman.labelled('boyacky-lab.owner=podman-course')).toEqual([]);
    expect(folder.endpoint()).toBeUndefined();
  });
});
