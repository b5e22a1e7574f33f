import { describe, expect, it } from 'vitest';
import { startTerminal } from '../support/start-terminal.js';
import { makeWorkshopFolder } from './workshop-folder.js';

const down = '\u001b[B';
const enter = '\r';

describe('npm start in a terminal', { timeout: 300_000 }, () => {
  it('goes one step at a time: run it for me, hint, I did it, skip, quit', async () => {
    const folder = makeWorkshopFolder();
    const terminal = startTerminal(['start', '--engine', 'practice', '--lang', 'en'], folder);
    await terminal.said('simulated');
    // Tools and identity are there by themselves: the first thing to do is the stack.
    await terminal.said('foundation.create-stack');
    await terminal.said('run it for me');
    await terminal.said('I did it, check');
    await terminal.said('hint');
    await terminal.said('skip');
    await terminal.said('quit');

    // A hint first (third entry), then a check that cannot pass, then have it done.
    terminal.type(down + down + enter);
    await terminal.said('boyacky.yaml');
    await terminal.said('What next?');
    terminal.type(down + enter);
    await terminal.said('not yet');
    await terminal.said('What next?');
    terminal.type(enter);
    await terminal.said('done');
    await terminal.said('foundation.wait-stack');
    await terminal.said('What next?', 60_000);
    terminal.type(enter);
    await terminal.said('done');

    // Skip the next one that asks, then stop.
    await terminal.said('What next?');
    terminal.type(down + down + down + enter);
    await terminal.said('What next?');
    terminal.type(down + down + down + down + enter);
    await terminal.said('boyacky-lab start goes on from here');
    expect((await terminal.ended).exitCode).toBe(1);
  });

  it('speaks Japanese, and Ctrl-C at the menu is 130', async () => {
    const folder = makeWorkshopFolder();
    const terminal = startTerminal(['start', '--engine', 'practice', '--lang', 'ja'], folder);
    await terminal.said('代わりにやってもらう');
    await terminal.said('ここまでにする');
    terminal.type('\u0003');
    await terminal.said('next:');
    expect((await terminal.ended).exitCode).toBe(130);
    // And it goes on where it was.
    const again = startTerminal(['start', '--lang', 'ja'], folder);
    await again.said('代わりにやってもらう');
    again.type('\u0003');
    expect((await again.ended).exitCode).toBe(130);
  });
});
