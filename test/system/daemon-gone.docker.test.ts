import { beforeAll, describe, expect, it } from 'vitest';
import { makeDockerCourse } from './docker-support/course.js';
import { requireEngine } from './docker-support/engine.js';
import { startSocketProxy } from './docker-support/socket-proxy.js';

describe('a daemon that stops midway', { timeout: 900_000 }, () => {
  beforeAll(requireEngine);

  it('is told in plain words, and the course goes on when it is back', async () => {
    const { folder, start } = makeDockerCourse('gone');
    const proxy = await startSocketProxy();
    const env = { DOCKER_HOST: proxy.host };
    const run = folder.start(start, { env });
    // The builder at work, not the Dockerfile shown: "Step 4/10 : RUN" or "[4/5] RUN".
    await run.said(/\d+\/\d+(?: :|\]) RUN npm ci/);
    await proxy.cut();

    const { exitCode, stderr } = await run.finished;
    expect(exitCode, stderr.slice(-2000)).toBe(3);
    const lastWords = stderr.slice(stderr.lastIndexOf('✖'));
    expect(lastWords).toMatch(/Cannot connect to the Docker daemon|failed to connect to the docker API/i);
    expect(lastWords).toMatch(/next:/);
    expect(lastWords).not.toMatch(/\bat .*\.js:\d+/);
    expect(lastWords).not.toContain('bug of boyacky-lab');

    const still = await folder.run(start, { env });
    expect(still.exitCode, still.stderr.slice(-2000)).toBe(3);
    expect(still.stderr).toMatch(/daemon/i);
    expect(still.stderr).toMatch(/next:/);

    await proxy.mend();
    const rest = await folder.run([...start, '--until', 'image.stop'], { env });
    expect(rest.exitCode, rest.stderr.slice(-4000)).toBe(0);
    const verified = await folder.run(['verify', 'image.build', 'image.stop', '--format', 'json'], { env });
    expect(verified.exitCode, verified.stdout).toBe(0);
  });
});
