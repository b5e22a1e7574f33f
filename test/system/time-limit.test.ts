import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startTerminal } from '../support/start-terminal.js';
import { makeWorkshopFolder, type WorkshopFolder } from './workshop-folder.js';

const progressOf = ({ root }: WorkshopFolder) => {
  const file = join(root, '.boyacky-lab', 'progress.json');
  return {
    read: () => JSON.parse(readFileSync(file, 'utf8')) as { expiresAt?: string },
    write: (change: object) => writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...change })),
  };
};
const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

describe('a lab with a time limit', { timeout: 300_000 }, () => {
  it('tells it in status, reminds in every command once it is near, and the clean-up ends it', async () => {
    const folder = makeWorkshopFolder();
    const begun = await folder.run(['start', '--yes', '--engine', 'practice', '--lang', 'en', '--until', 'foundation.create-stack', '--expire', '3h']);
    expect(begun.exitCode, begun.stderr).toBe(0);
    expect(begun.stderr).toContain('cost: nothing; on AWS this would cost about $0.118 per hour from here on');
    const limit = Date.parse(progressOf(folder).read().expiresAt ?? '');
    expect(Math.abs(limit - Date.parse(hoursFromNow(3)))).toBeLessThan(300_000);

    const early = await folder.run(['status']);
    expect(early.stdout).toContain('time limit: until ');
    expect(early.stdout).toContain('$0.118/h');
    expect(early.stderr).not.toContain("This lab's time");

    progressOf(folder).write({ expiresAt: hoursFromNow(-1) });
    for (const command of [['status'], ['list'], ['hint'], ['verify', 'foundation.tools'], ['sandbox', 'status'], ['doctor'], ['cleanup', '--dry-run']]) {
      expect((await folder.run(command)).stderr, command.join(' ')).toContain("This lab's time was over 60 min ago");
    }
    const again = await folder.run(['start', '--yes', '--until', 'foundation.create-stack']);
    expect(again.stderr).toContain('There is nobody to ask, so the program continues.');
    // What stands already costs nothing more.
    expect(again.stderr).not.toContain('from here on');
    const cleaned = await folder.run(['cleanup', '--yes']);
    expect(cleaned.stderr).toMatch(/Cost: nothing\. On AWS it would have been about \$0\.\d{3} \(/);
    expect(progressOf(folder).read().expiresAt).toBeUndefined();
  });

  it('refuses a limit that is no length of time, and makes nothing', async () => {
    const folder = makeWorkshopFolder();
    const { exitCode, stderr } = await folder.run(['start', '--yes', '--engine', 'practice', '--expire', 'tomorrow']);
    expect([exitCode, stderr.includes('tomorrow is not a length of time')]).toEqual([2, true]);
    expect(folder.endpoint()).toBeUndefined();
  });

  it('is offered to be cleaned up first, by start in a terminal', async () => {
    const folder = makeWorkshopFolder();
    await folder.run(['start', '--yes', '--engine', 'practice', '--lang', 'en', '--until', 'foundation.create-stack']);
    progressOf(folder).write({ expiresAt: hoursFromNow(-1) });
    const terminal = startTerminal(['start'], folder);
    await terminal.said('Take everything away first?');
    terminal.type('y\r');
    await terminal.said(/Receipt: \d+ gone, 0 left/);
    expect((await terminal.ended).exitCode).toBe(0);
    expect(folder.endpoint()).toBeUndefined();
  });
});
