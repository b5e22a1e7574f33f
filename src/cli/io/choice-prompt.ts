import { createPrompt, isDownKey, isEnterKey, isUpKey, useKeypress, usePagination, usePrefix, useState } from '@inquirer/core';
import chalk from 'chalk';
import { numbered, numberOf, type MenuEntry } from './step-prompt.js';

export interface ChoicePromptConfig {
  readonly message: string;
  readonly choices: readonly MenuEntry<string>[];
  /** Stands before what is typed. */
  readonly help: string;
  /** Said when something is typed that is none of the choices. */
  readonly noSuchNumber: string;
  /** Lines of the list that are seen at once. */
  readonly pageSize: number;
}

/** A list of which one is chosen, with arrows or by its number; anything else that is typed is answered with which there are. */
export const choicePrompt = createPrompt<string, ChoicePromptConfig>(({ message, choices, help, noSuchNumber, pageSize }, done) => {
  const [at, setAt] = useState(0);
  const [line, setLine] = useState('');
  const [wrong, setWrong] = useState(false);
  const [answer, setAnswer] = useState<number | undefined>(undefined);
  const typed = numbered(choices, line.trim());
  const active = typed === undefined ? at : choices.indexOf(typed);
  useKeypress((key, rl) => {
    if (isEnterKey(key)) {
      const entry = line.trim() === '' ? choices[at] : typed;
      if (entry === undefined) {
        rl.clearLine(0);
        setLine('');
        return setWrong(true);
      }
      setAnswer(numberOf(entry, choices.indexOf(entry)));
      return done(entry.value);
    }
    if (isUpKey(key) || isDownKey(key)) {
      // The line editor takes the arrows for its history.
      rl.clearLine(0);
      setLine('');
      return setAt(Math.min(choices.length - 1, Math.max(0, active + (isDownKey(key) ? 1 : -1))));
    }
    setLine(rl.line);
  });
  const list = usePagination({
    items: choices,
    active,
    pageSize,
    loop: false,
    renderItem: ({ item, index, isActive }) => {
      const row = `${isActive ? '❯' : ' '} ${numberOf(item, index)}. ${item.name}`;
      return `${item.afterGap === true ? ' \n' : ''}${isActive ? chalk.cyan(row) : row}`;
    },
  });
  // A choice is not yet right: no green mark stands before it.
  const question = `${usePrefix({ status: 'idle' })} ${chalk.bold(message)}`;
  if (answer !== undefined) return `${question} ${chalk.cyan(answer)}`;
  return [[question, list, '', `${chalk.dim(help)} ${line}`].join('\n'), wrong ? chalk.yellow(noSuchNumber) : ''];
});
