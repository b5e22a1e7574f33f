import { describe, expect, it } from 'vitest';
import { startTerminal, type TerminalSession } from '../support/start-terminal.js';
import { makeWorkshopFolder } from './workshop-folder.js';

const ctrlC = '\u0003';
const enter = '\r';

/** Where a person may press Ctrl-C: what to type, and how to get there. */
const places: readonly (readonly [string, readonly string[], (terminal: TerminalSession) => Promise<void>])[] = [
  ['before the first prompt', [], async (terminal) => void (await terminal.said('simulated'))],
  ['at a page of the introduction', [], async (terminal) => void (await terminal.said(/There is more|To the first step/))],
  ['at the menu of a step', ['--from', 'foundation.create-stack'], async (terminal) => void (await terminal.said('9. quit'))],
  [
    'while it watches',
    ['--from', 'foundation.create-stack'],
    async (terminal) => {
      await terminal.said('9. quit');
      terminal.type(`2${enter}`);
      await terminal.said('I am watching');
      await terminal.said('not yet');
    },
  ],
  [
    'in a list of chapters',
    ['--from', 'foundation.create-stack'],
    async (terminal) => {
      await terminal.said('9. quit');
      terminal.type(`8${enter}`);
      await terminal.said('Which chapter?');
      await terminal.said('stay here');
    },
  ],
  [
    'at the menu of a step that is done',
    ['--from', 'foundation.identity'],
    async (terminal) => {
      await terminal.said('Done. What next?');
      await terminal.said('9. quit');
    },
  ],
];

describe('Ctrl-C', { timeout: 300_000 }, () => {
  it.each(places)('%s: 130 and a last word with what to type', async (_, args, go) => {
    const folder = makeWorkshopFolder();
    const terminal = startTerminal(['start', '--engine', 'practice', '--lang', 'en', ...args], folder);
    await go(terminal);
    terminal.type(ctrlC);
    await terminal.said(/next:.*start/);
    expect((await terminal.ended).exitCode).toBe(130);
  });

  it('in a command that was typed ends that command, and the menu comes back', async () => {
    const folder = makeWorkshopFolder();
    const terminal = startTerminal(['start', '--engine', 'practice', '--lang', 'en', '--from', 'foundation.create-stack'], folder);
    await terminal.said('9. quit');
    // One process, whenever the key comes.
    terminal.type(`sh -c 'echo begun; exec sleep 100'${enter}`);
    await terminal.said(/\nbegun/);
    terminal.type(ctrlC);
    await terminal.said('exit code 130');
    await terminal.said('not yet');
    await terminal.said('9. quit');
    terminal.type(`9${enter}`);
    await terminal.said('goes on from here');
    expect((await terminal.ended).exitCode).toBe(1);
  });

  it('in the middle of the clean-up says what still stands', async () => {
    const folder = makeWorkshopFolder();
    const { exitCode } = await folder.run(['start', '--yes', '--keep', '--engine', 'practice', '--until', 'foundation.create-stack']);
    expect(exitCode).toBe(0);
    const terminal = startTerminal(['cleanup', '--lang', 'en'], folder);
    await terminal.said('Delete all of this?');
    terminal.type(`y${enter}`);
    await terminal.said('Clean-up');
    terminal.type(ctrlC);
    await terminal.said(/Still there[\s\S]*stack boyacky-stack[\s\S]*next:.*cleanup/);
    expect((await terminal.ended).exitCode).toBe(130);
  });
});
