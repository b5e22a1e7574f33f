import { describe, expect, it } from 'vitest';
import { startTerminal, type TerminalSession } from '../support/start-terminal.js';
import { makeWorkshopFolder } from './workshop-folder.js';

const down = '\u001b[B';
const enter = '\r';

/** Reads the introduction page by page, to the first step's menu. */
async function throughIntroduction(terminal: TerminalSession, more: string, last: string): Promise<void> {
  for (;;) {
    await terminal.said(new RegExp(`${more}|${last}`));
    const isLast = terminal.text().trimEnd().endsWith(`${last} [Enter]`) || terminal.text().includes(last);
    terminal.type(enter);
    if (isLast) return;
  }
}

describe('npm start in a terminal', { timeout: 300_000 }, () => {
  it('goes one step at a time: hint, run it for me, a typed command, back, skip, quit', async () => {
    const folder = makeWorkshopFolder();
    const terminal = startTerminal(['start', '--engine', 'practice', '--lang', 'en'], folder);
    await terminal.said('simulated');
    await throughIntroduction(terminal, 'There is more', 'To the first step');
    // Tools and identity are there by themselves, and wait for a key.
    for (const id of ['foundation.tools', 'foundation.identity']) {
      await terminal.said(id);
      await terminal.said('Done. What next?');
      terminal.type(enter);
    }
    await terminal.said('foundation.create-stack');
    await terminal.said('What next?');
    for (const entry of ['run it for me', "I'll do it myself", 'hint', 'explain more', 'show the solution', 'skip', 'back', 'list', 'quit']) await terminal.said(entry);

    terminal.type(down + down + enter);
    await terminal.said('Hint 1 of');
    await terminal.said('What next?');
    // A command of the learner's own reaches the target.
    terminal.type(`node -p "process.env.AWS_ENDPOINT_URL"${enter}`);
    await terminal.said(/\nhttp:\/\/127\.0\.0\.1:\d+/);
    await terminal.said('What next?');
    // Watching, and back to the menu.
    terminal.type(`2${enter}`);
    await terminal.said('I am watching');
    await terminal.said('not yet');
    terminal.type(enter);
    await terminal.said('What next?');
    terminal.type(enter);
    await terminal.said('✔ done');
    // What is new stands in the drawing, and the menu below it waits until that has been looked at: one key, not two.
    await terminal.said('] VPC boyacky-vpc');
    await terminal.said('Done. What next?');
    terminal.type(enter);
    await terminal.said('foundation.wait-stack');
    await terminal.said('What next?');
    terminal.type(`back${enter}`);
    await terminal.said('foundation.create-stack');
    await terminal.said('Done. What next?');
    terminal.type(`quit${enter}`);
    await terminal.said('boyacky-lab start goes on from here');
    expect((await terminal.ended).exitCode).toBe(1);
  });

  it('speaks Japanese, and Ctrl-C at the menu is 130; then it goes on exactly there', async () => {
    const folder = makeWorkshopFolder();
    const terminal = startTerminal(['start', '--engine', 'practice', '--lang', 'ja', '--from', 'foundation.create-stack'], folder);
    await terminal.said('代わりにやってもらう');
    await terminal.said('ここまでにする');
    terminal.type('\u0003');
    await terminal.said('次に:');
    expect((await terminal.ended).exitCode).toBe(130);
    const again = startTerminal(['start', '--lang', 'ja'], folder);
    await again.said('foundation.create-stack');
    await again.said('代わりにやってもらう');
    again.type('\u0003');
    expect((await again.ended).exitCode).toBe(130);
  });

  it('begins each step at the top of the screen, and keeps its title there', async () => {
    const folder = makeWorkshopFolder();
    const terminal = startTerminal(['start', '--engine', 'practice', '--lang', 'en', '--from', 'foundation.identity'], { ...folder, rows: 24 });
    await terminal.said('There is more [Enter]');
    terminal.type(enter);
    await terminal.said('a command may be typed');
    terminal.type(enter);
    await terminal.said('foundation.create-stack');
    // Its task and its menu are more than 24 rows: in two pieces, the reason first.
    await terminal.said('There is more [Enter]');
    const [, screen = ''] = terminal.raw().split(`${'\r\n'.repeat(24)}\u001b[H\u001b[J`);
    expect(screen).toContain('Create the stack');
    expect(screen).toContain('Making 25 resources by hand');
    terminal.type(enter);
    await terminal.said('9. quit');
    // A number that the menu does not have is answered, and no command of the shell.
    terminal.type(`12${enter}`);
    await terminal.said('A number from 0 to 9, please.');
    terminal.type(`9${enter}`);
    expect((await terminal.ended).exitCode).toBe(1);
    expect(terminal.text()).not.toContain('not found');
  });

  it('prints the commands bare, and puts them into the clipboard', async () => {
    const folder = makeWorkshopFolder();
    const terminal = startTerminal(['start', '--engine', 'practice', '--lang', 'en', '--from', 'foundation.create-stack'], folder);
    await terminal.said('0. the commands alone');
    terminal.type(`0${enter}`);
    const whole = await terminal.said(/\naws cloudformation create-stack [^\n]*ParameterKey=Owner,ParameterValue=\S+\n/);
    await terminal.said('in the clipboard as well');
    await terminal.said('To have them again: ');
    expect(terminal.raw()).toContain(`\u001b]52;c;${Buffer.from(whole.trim()).toString('base64')}\u0007`);
    await terminal.said('9. quit');
    terminal.type(`9${enter}`);
    await terminal.ended;
  });

  it('only appends when it is to be read aloud: numbered choices, no escape sequence', async () => {
    const folder = makeWorkshopFolder();
    const terminal = startTerminal(['start', '--plain', '--engine', 'practice', '--lang', 'en', '--from', 'foundation.create-stack'], folder);
    await terminal.said('1. run it for me');
    await terminal.said('9. quit');
    terminal.type(`3${enter}`);
    await terminal.said('Hint 1 of');
    await terminal.said('9. quit');
    terminal.type(`1${enter}`);
    await terminal.said('New or changed: stack boyacky-stack');
    await terminal.said('Done. What next?');
    await terminal.said('9. quit');
    terminal.type(`9${enter}`);
    expect((await terminal.ended).exitCode).toBe(1);
    expect(terminal.raw()).not.toContain('\u001b');
  });
});
