import { describe, expect, it } from 'vitest';
import { startTerminal } from '../support/start-terminal.js';
import { makeWorkshopFolder } from './workshop-folder.js';

const enter = '\r';

describe('what is asked', { timeout: 300_000 }, () => {
  it('once: the language, where a folder is made; then the folder knows it', async () => {
    const folder = makeWorkshopFolder();
    const first = startTerminal(['start', '--engine', 'practice', '--from', 'foundation.create-stack'], folder);
    await first.said('Language / 言語');
    first.type(`2${enter}`);
    await first.said('代わりにやってもらう');
    first.type('\u0003');
    expect((await first.ended).exitCode).toBe(130);
    const again = startTerminal(['start'], folder);
    await again.said('代わりにやってもらう');
    again.type('\u0003');
    await again.ended;
    expect(again.text()).not.toContain('Language');
  });

  it('before a step is taken back by lesson --reset: what would be deleted, and with "no" it stays', async () => {
    const folder = makeWorkshopFolder();
    expect((await folder.run(['start', '--yes', '--keep', '--lang', 'en', '--engine', 'practice', '--until', 'foundation.create-stack'])).exitCode).toBe(0);
    const terminal = startTerminal(['lesson', 'foundation.create-stack', '--reset', '--lang', 'en'], folder);
    await terminal.said(/To do it again, this is deleted:[\s\S]*stack +boyacky-stack[\s\S]*table +boyacky[\s\S]*Delete it\?/);
    terminal.type(enter);
    expect((await terminal.ended).exitCode).toBe(1);
    expect(folder.ledger().filter(({ event }) => event === 'deleted')).toEqual([]);
    // Nobody is there to ask: refused, with what to type.
    const unattended = await folder.run(['lesson', 'foundation.create-stack', '--reset']);
    expect([unattended.exitCode, unattended.stderr]).toEqual([2, expect.stringContaining('lesson foundation.create-stack --reset --yes')]);
    expect(folder.ledger().filter(({ event }) => event === 'deleted')).toEqual([]);
  });
});

describe('the list of steps', { timeout: 300_000 }, () => {
  it('shows what nobody has begun as open, not as a failure, in columns', async () => {
    const folder = makeWorkshopFolder();
    await folder.run(['start', '--yes', '--keep', '--lang', 'en', '--engine', 'practice', '--until', 'foundation.identity']);
    const { stdout } = await folder.run(['list', '--lang', 'en']);
    const rows = stdout.split('\n').filter((line) => /^[ →] {2}\S [a-z]+\.\S/.test(line));
    expect(rows.length).toBeGreaterThan(80);
    expect(rows.filter((row) => row.includes('✖'))).toEqual([]);
    expect(rows.filter((row) => row.startsWith('   · ')).length).toBeGreaterThan(50);
    const columns = rows.map((row) => /^[ →] {2}\S \S+ +/.exec(row)?.[0].length);
    expect(new Set(columns).size).toBe(1);
  });
});
