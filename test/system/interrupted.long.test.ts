import { describe, expect, it } from 'vitest';
import { makeWorkshopFolder } from './workshop-folder.js';

const course = ['start', '--yes', '--engine', 'practice', '--lang', 'en'];

describe('a run that is broken off', { timeout: 400_000 }, () => {
  it('finishes after kill -9 in chapters 3, 4, 8 and 9, makes nothing twice and leaves nothing', async () => {
    const folder = makeWorkshopFolder();
    for (const step of ['image.build', 'ecr.push', 'service.create', 'rollout.update']) {
      const run = folder.start(course);
      await run.said(`${step}`);
      run.kill('SIGKILL');
      expect((await run.finished).signal).toBe('SIGKILL');
    }
    const { exitCode, stdout, stderr } = await folder.run([...course, '--keep']);
    expect(exitCode, stderr).toBe(0);
    const receipt = await folder.run(['cleanup', '--yes', '--format', 'json']);
    const { left, resources } = JSON.parse(receipt.stdout) as { left: number; resources: { kind: string; id: string }[] };
    expect(left).toBe(0);
    for (const kind of ['stack', 'service', 'cluster', 'repository', 'target-group', 'listener']) {
      expect(resources.filter((resource) => resource.kind === kind), stdout).toHaveLength(1);
    }
  });

  it('comes back after its sandbox was killed in chapter 8: resources, tasks, a steady service', async () => {
    const folder = makeWorkshopFolder();
    const begun = await folder.run([...course, '--until', 'service.steady']);
    expect(begun.exitCode, begun.stderr).toBe(0);
    const pid = folder.sandboxPid();
    expect(pid).toBeGreaterThan(0);
    process.kill(pid ?? 0, 'SIGKILL');

    const dead = await folder.run(['verify', 'service']);
    expect(dead.exitCode).toBe(3);
    expect(dead.stderr).toContain('boyacky-lab sandbox start');

    expect((await folder.run(['sandbox', 'start'])).exitCode).toBe(0);
    const rest = await folder.run([...course, '--until', 'service.where-to-look']);
    expect(rest.exitCode, rest.stderr).toBe(0);
    const verified = await folder.run(['verify', 'cluster', 'taskdef', 'service', '--format', 'json']);
    expect(verified.exitCode, verified.stdout).toBe(0);
  });

  it('stops at Ctrl-C with exit code 130, and goes on where it was', async () => {
    const folder = makeWorkshopFolder();
    const run = folder.start(course);
    await run.said('foundation.wait-stack');
    run.kill('SIGINT');
    const { exitCode, stderr } = await run.finished;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('next:');
    expect(stderr).not.toMatch(/\bat .*\.js:\d+/);
    const next = await folder.run([...course, '--until', 'foundation.security-groups']);
    expect(next.exitCode, next.stderr).toBe(0);
  });
});
