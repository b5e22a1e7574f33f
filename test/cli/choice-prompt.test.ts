import { render } from '@inquirer/testing';
import { describe, expect, it } from 'vitest';
import { choicePrompt, type ChoicePromptConfig } from '../../src/cli/io/choice-prompt.js';

const config: ChoicePromptConfig = {
  message: 'Your answer?',
  choices: [
    { value: 'answer 0', name: 'It starts\n     Boyacky' },
    { value: 'answer 1', name: 'It ends' },
    { value: 'hint', name: 'hint', afterGap: true },
    { value: 'quit', name: 'quit' },
  ],
  help: 'A number:',
  noSuchNumber: 'A number from 1 to 4, please.',
  pageSize: 12,
};

describe('a list to choose from', () => {
  it('has numbers, and a gap between the answers and the rest', async () => {
    const { answer, events, getScreen } = await render(choicePrompt, config);
    expect(getScreen().split('\n').map((line) => line.trimEnd())).toEqual(['? Your answer?', '❯ 1. It starts', '     Boyacky', '  2. It ends', '', '  3. hint', '  4. quit', '', 'A number:']);
    // A prompt that is left open rejects when the process ends.
    events.keypress('enter');
    await answer;
  });

  it('a number is seen in the list, and Enter takes it', async () => {
    const { answer, events, getScreen } = await render(choicePrompt, config);
    events.type('4');
    expect(getScreen()).toContain('❯ 4. quit');
    expect(getScreen()).toContain('A number: 4');
    events.keypress('enter');
    await expect(answer).resolves.toBe('quit');
    expect(getScreen()).toBe('? Your answer? 4');
  });

  it('arrows stop at the ends', async () => {
    const { answer, events } = await render(choicePrompt, config);
    events.keypress('up');
    events.keypress('down');
    events.keypress('enter');
    await expect(answer).resolves.toBe('answer 1');
  });

  it.each(['9', '0', 'docker ps'])('%s is none of them: it says which there are, and waits', async (typed) => {
    const { answer, events, getScreen } = await render(choicePrompt, config);
    events.type(typed);
    events.keypress('enter');
    expect(getScreen()).toContain('A number from 1 to 4, please.');
    events.type('2');
    events.keypress('enter');
    await expect(answer).resolves.toBe('answer 1');
  });

  it('more than a screen of them is scrolled', async () => {
    const choices = Array.from({ length: 30 }, (_, n) => ({ value: `v${n + 1}`, name: `step ${n + 1}` }));
    const { answer, events, getScreen } = await render(choicePrompt, { ...config, choices, pageSize: 12 });
    expect(getScreen().split('\n').length).toBeLessThan(18);
    events.type('27');
    expect(getScreen()).toContain('❯ 27. step 27');
    events.keypress('enter');
    await expect(answer).resolves.toBe('v27');
  });
});
