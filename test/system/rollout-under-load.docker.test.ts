import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeDockerCourse } from './docker-support/course.js';
import { requireEngine } from './docker-support/engine.js';
import { startSteadyLoad } from './docker-support/steady-load.js';

const requestsPerSecond = 50;

describe('a rollout under load', { timeout: 900_000 }, () => {
  beforeAll(requireEngine);

  it('goes from 1.0 to 1.1 at 50 requests a second without one that fails', async () => {
    const course = makeDockerCourse('load');
    const { folder, start } = course;
    const prepared = await folder.run([...start, '--until', 'rollout.register'], { timeoutMs: 800_000 });
    expect(prepared.exitCode, prepared.stderr.slice(-4000)).toBe(0);
    const [old] = await course.taskContainers();
    expect(old).toBeDefined();

    const load = startSteadyLoad(await course.listenerUrl(), requestsPerSecond);
    const rollout = await folder.run([...start, '--until', 'rollout.watch']);
    await sleep(2000);
    const report = await load.stop();
    console.log(JSON.stringify({ ...report, versionsInOrder: undefined }));
    expect(rollout.exitCode, rollout.stderr.slice(-4000)).toBe(0);

    expect(report.failures).toEqual([]);
    expect(report.sent).toBeGreaterThanOrEqual(Math.floor((report.lastedMs / 1000) * requestsPerSecond));
    expect(Object.keys(report.statuses).sort()).toEqual(['200', '303']);
    expect(report.purified).toBeGreaterThan(0);
    expect(Object.keys(report.versions).sort()).toEqual(['1.0.0', '1.1.0']);
    expect(report.versionsInOrder[0]).toBe('1.0.0');
    // The last second's, when the old task has long been drained.
    expect(new Set(report.versionsInOrder.slice(-requestsPerSecond))).toEqual(new Set(['1.1.0']));
    expect((await course.taskContainers()).map(({ Id }) => Id)).not.toContain(old?.Id);
  });
});
