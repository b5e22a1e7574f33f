import { describe, expect, it } from 'vitest';
import { makeWorkshopFolder } from './workshop-folder.js';

describe('the course with Node alone', { timeout: 300_000 }, () => {
  it('goes through ten chapters, with the clean-up, unattended, and leaves nothing', async () => {
    const folder = makeWorkshopFolder();
    const { exitCode, stdout, stderr } = await folder.run(['start', '--yes', '--engine', 'practice', '--lang', 'en']);
    expect(stderr + stdout).toContain('Receipt');
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/Receipt: \d+ gone, 0 left\./);
    for (let chapter = 1; chapter <= 10; chapter++) expect(stderr).toMatch(new RegExp(`^${chapter}\\. `, 'm'));
    expect(stderr).toContain('no isolation');
    expect(stderr).not.toMatch(/Warning/);
    // Its sandbox has ended, and nothing of it can be read as a running one.
    expect(folder.endpoint()).toBeUndefined();
  });
});
