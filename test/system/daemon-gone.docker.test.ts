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
    await run.said('RUN npm ci');
    await proxy.cut();

    const { exitCode, stderr } = await run.finished;
    expect([3, 4], stderr.slice(-2000)).toContain(exitCode);
    const lastWords = stderr.slice(stderr.lastIndexOf('Step '));
    expect(lastWords).toMatch(/docker|daemon/i);
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
