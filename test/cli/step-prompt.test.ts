import { render } from '@inquirer/testing';
import { describe, expect, it } from 'vitest';
import { numbered, stepPrompt, type StepPromptConfig } from '../../src/cli/io/step-prompt.js';

const config: StepPromptConfig = {
  message: 'What next?',
  choices: [
    { value: 'run', name: 'run it for me' },
    { value: 'self', name: "I'll do it myself" },
    { value: 'hint', name: 'ヒント' },
  ],
  help: 'or type a command',
  noSuchNumber: 'A number from 1 to 3, please.',
};

describe('the menu with a line to type in', () => {
  it('shows numbered entries, the first one chosen, and the line below', async () => {
    const { answer, events, getScreen } = await render(stepPrompt, config);
    expect(getScreen()).toBe(["? What next?", '❯ 1. run it for me', "  2. I'll do it myself", '  3. ヒント', '$', 'or type a command'].join('\n'));
    // A prompt that is left open rejects when the process ends.
    events.keypress('enter');
    await answer;
  });

  it('Enter takes the first entry', async () => {
    const { answer, events } = await render(stepPrompt, config);
    events.keypress('enter');
    await expect(answer).resolves.toEqual({ chosen: 'run' });
  });

  it('arrows move, around the ends too', async () => {
    const { answer, events, getScreen } = await render(stepPrompt, config);
    events.keypress('up');
    expect(getScreen()).toContain('❯ 3. ヒント');
    events.keypress('down');
    events.keypress('down');
    expect(getScreen()).toContain("❯ 2. I'll do it myself");
    events.keypress('enter');
    await expect(answer).resolves.toEqual({ chosen: 'self' });
  });

  it('a number and Enter choose', async () => {
    const { answer, events, getScreen } = await render(stepPrompt, config);
    events.type('3');
    events.keypress('enter');
    await expect(answer).resolves.toEqual({ chosen: 'hint' });
    expect(getScreen()).toContain('ヒント');
  });

  it('anything else is a command line, shown as it is typed', async () => {
    const { answer, events, getScreen } = await render(stepPrompt, config);
    events.type('docker image ls');
    expect(getScreen()).toContain('$ docker image ls');
    expect(getScreen()).not.toContain('❯');
    events.keypress('enter');
    await expect(answer).resolves.toEqual({ typed: 'docker image ls' });
  });

  it('a number that is no entry is no command: it says which there are, and waits', async () => {
    const { answer, events, getScreen } = await render(stepPrompt, config);
    events.type('9');
    events.keypress('enter');
    expect(getScreen()).toContain('A number from 1 to 3, please.');
    expect(getScreen()).toMatch(/\n\$\n/);
    events.type('2');
    events.keypress('enter');
    await expect(answer).resolves.toEqual({ chosen: 'self' });
  });

  it('where lines are scarce entries stand side by side, as far as there are columns, and arrows go through all of them', async () => {
    const { answer, events, getScreen } = await render(stepPrompt, { ...config, sideBySide: 48 });
    expect(getScreen().split('\n').slice(1, 4)).toEqual(["❯ 1. run it for me    2. I'll do it myself", '  3. ヒント', '$']);
    events.keypress('up');
    expect(getScreen()).toContain('❯ 3. ヒント');
    events.keypress('enter');
    await expect(answer).resolves.toEqual({ chosen: 'hint' });
  });

  it('an entry that has a number of its own is chosen by it', () => {
    const choices = [{ value: 'next', name: 'next', number: 1 }, { value: 'quit', name: 'quit', number: 9 }];
    expect([numbered(choices, '9')?.value, numbered(choices, '2')]).toEqual(['quit', undefined]);
  });
});

describe('an entry by what was typed', () => {
  it.each([
    ['1', 'run'],
    ['RUN IT FOR ME', 'run'],
    ['0', undefined],
    ['4', undefined],
    ['ru', undefined],
  ])('%s', (typed, value) => {
    expect(numbered(config.choices, typed)?.value).toBe(value);
  });
});
