import { createPrompt, isDownKey, isEnterKey, isUpKey, useKeypress, usePrefix, useState } from '@inquirer/core';
import chalk from 'chalk';
import stringWidth from 'string-width';

export interface MenuEntry<Value extends string> {
  readonly value: Value;
  /** May be of several lines. */
  readonly name: string;
  /** An empty line stands before it. */
  readonly afterGap?: boolean;
  /** By which it is chosen; an entry has the same one in every menu. Default: its place. */
  readonly number?: number;
}

/** What the learner answered at a step: an entry of the menu, or a command line of their own. */
export type MenuAnswer<Value extends string> = { readonly chosen: Value } | { readonly typed: string };

export interface StepPromptConfig {
  readonly message: string;
  readonly choices: readonly MenuEntry<string>[];
  /** Said below the line. */
  readonly help: string;
  /** Said when a number is typed that no entry has. */
  readonly noSuchNumber: string;
  /** Columns that entries may fill side by side; undefined: each has a line of its own. */
  readonly sideBySide?: number;
}

/**
 * A menu and a command line in one: arrows and Enter choose, a number and Enter choose, anything else that is typed is
 * a command line.
 */
export const stepPrompt = createPrompt<MenuAnswer<string>, StepPromptConfig>(({ message, choices, help, noSuchNumber, sideBySide }, done) => {
  const [active, setActive] = useState(0);
  const [line, setLine] = useState('');
  const [wrong, setWrong] = useState(false);
  const [answer, setAnswer] = useState<string | undefined>(undefined);
  const prefix = usePrefix({ status: answer === undefined ? 'idle' : 'done' });
  const choose = ({ value, name }: MenuEntry<string>) => {
    setAnswer(name);
    done({ chosen: value });
  };
  useKeypress((key, rl) => {
    if (isEnterKey(key)) {
      const typed = line.trim();
      const entry = typed === '' ? choices[active] : numbered(choices, typed);
      if (entry !== undefined) return choose(entry);
      // No command is a number: it was meant for the menu.
      if (/^\d+$/.test(typed)) {
        rl.clearLine(0);
        setLine('');
        return setWrong(true);
      }
      setAnswer(`$ ${typed}`);
      return done({ typed });
    }
    if (line === '' && (isUpKey(key) || isDownKey(key))) {
      // The line editor takes the arrows for its history.
      rl.clearLine(0);
      return setActive((active + (isDownKey(key) ? 1 : choices.length - 1)) % choices.length);
    }
    setLine(rl.line);
  });
  if (answer !== undefined) return `${prefix} ${chalk.bold(message)} ${chalk.cyan(answer)}`;
  const entries = choices.map((entry, index) => {
    const isActive = index === active && line === '';
    const row = `${isActive ? '❯' : ' '} ${numberOf(entry, index)}. ${entry.name}`;
    return { row, shown: isActive ? chalk.cyan(row) : row };
  });
  const rows = sideBySide === undefined ? entries.map(({ shown }) => shown) : flow(entries, sideBySide);
  return [[`${prefix} ${chalk.bold(message)}`, ...rows, `$ ${line}`].join('\n'), wrong ? `${chalk.yellow(noSuchNumber)}\n${chalk.dim(help)}` : chalk.dim(help)];
});

/** As many side by side as there is room for. */
function flow(entries: readonly { readonly row: string; readonly shown: string }[], width: number): string[] {
  const rows: string[] = [];
  let used = Infinity;
  for (const { row, shown } of entries) {
    const taken = stringWidth(row) + gap.length;
    if (used + taken > width) {
      rows.push(shown);
      used = stringWidth(row);
    } else {
      rows[rows.length - 1] += gap + shown;
      used += taken;
    }
  }
  return rows;
}

const gap = '  ';

/** The number that an entry is chosen by. */
export function numberOf({ number }: MenuEntry<string>, index: number): number {
  return number ?? index + 1;
}

/** "3" is the entry with that number; a word that begins exactly one entry is that one. */
export function numbered<Value extends string>(choices: readonly MenuEntry<Value>[], typed: string): MenuEntry<Value> | undefined {
  return /^\d{1,3}$/.test(typed) ? choices.find((entry, index) => numberOf(entry, index) === Number(typed)) : choices.find(({ name }) => name.toLowerCase() === typed.toLowerCase());
}
