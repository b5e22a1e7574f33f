import { beforeAll, describe, expect, it } from 'vitest';
import { makeDockerCourse } from './docker-support/course.js';
import { requireEngine } from './docker-support/engine.js';
import { waitFor } from './docker-support/wait-for.js';

describe('a sandbox that goes away while its tasks are containers', { timeout: 900_000 }, () => {
  beforeAll(requireEngine);

  it('takes up the same container after kill -9; stops it with itself; brings tasks back', async () => {
    const course = makeDockerCourse('restart');
    const { folder, start } = course;
    const begun = await folder.run([...start, '--until', 'service.steady'], { timeoutMs: 800_000 });
    expect(begun.exitCode, begun.stderr.slice(-4000)).toBe(0);
    const [first, ...others] = await course.taskContainers();
    expect(others).toEqual([]);

    process.kill(folder.sandboxPid() ?? 0, 'SIGKILL');
    const dead = await folder.run(['verify', 'service']);
    expect(dead.exitCode).toBe(3);
    expect(dead.stderr).toContain('boyacky-lab sandbox start');
    expect((await course.taskContainers()).map(({ State }) => State.Status)).toEqual(['running']);

    expect((await folder.run(['sandbox', 'start'])).exitCode).toBe(0);
    const rest = await folder.run([...start, '--until', 'service.where-to-look']);
    expect(rest.exitCode, rest.stderr.slice(-4000)).toBe(0);
    expect((await course.taskContainers()).map(({ Id, State }) => [Id, State.StartedAt])).toEqual([[first?.Id, first?.State.StartedAt]]);

    expect((await folder.run(['sandbox', 'stop'])).exitCode).toBe(0);
    expect(await course.taskContainers()).toEqual([]);

    expect((await folder.run(['sandbox', 'start'])).exitCode).toBe(0);
    const [second] = await waitFor('a task container', async () => {
      const running = (await course.taskContainers()).filter(({ State }) => State.Status === 'running');
      return running.length === 1 && running;
    });
    expect(second?.Id).not.toBe(first?.Id);
    await waitFor('a steady service', async () => (await folder.run(['verify', 'cluster', 'taskdef', 'service'])).exitCode === 0, { everyMs: 1000 });
  });
});
