import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeDockerCourse } from './docker-support/course.js';
import { docker, requireEngine } from './docker-support/engine.js';

describe('an image whose program ends at once', { timeout: 900_000 }, () => {
  beforeAll(requireEngine);

  it('is found in chapter 8 with the reason of the stopped task, and cleaned up', async () => {
    const course = makeDockerCourse('broken');
    const { folder, start, owner } = course;
    const built = await folder.run([...start, '--until', 'image.stop'], { timeoutMs: 400_000 });
    expect(built.exitCode, built.stderr.slice(-4000)).toBe(0);

    const app = join(folder.root, 'boyacky');
    const dockerfile = readFileSync(join(app, 'Dockerfile'), 'utf8');
    writeFileSync(join(app, 'Dockerfile'), dockerfile.replace(/^CMD .*$/m, 'CMD ["node", "-e", "console.error(\'no table, no tea\'); process.exit(3)"]'));
    // As the learner would, but marked as this test's.
    await docker(['image', 'build', '-t', 'boyacky/web-app', '--label', `boyacky-lab.owner=${owner}`, '--label', 'boyacky-lab.workshop=boyacky', app]);

    const run = await folder.run([...start, '--until', 'service.steady'], { timeoutMs: 400_000 });
    expect(run.exitCode, run.stderr.slice(-4000)).toBe(1);
    const lastWords = run.stderr.slice(run.stderr.indexOf('service.running'));
    expect(lastWords).toContain('Essential container in task exited');
    expect(lastWords).toContain('exit code 3');
    expect(lastWords).toMatch(/next: boyacky-lab hint service\.(running|healthy)/);

    const cleaned = await folder.run(['cleanup', '--yes', '--format', 'json']);
    expect(JSON.parse(cleaned.stdout)).toMatchObject({ left: 0 });
    expect(cleaned.exitCode).toBe(0);
    expect(await course.leftInEngine()).toEqual([]);
  });
});
