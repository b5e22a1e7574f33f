import chalk from 'chalk';
import type { Language, Text } from '../../workshop/types.js';

/** Where the program talks (stderr), where its data goes (stdout), and whom it asks. */
export interface Terminal {
  readonly language: Language;
  /** A person is there to be asked. */
  readonly interactive: boolean;
  say(line?: Text | string): void;
  /** Replaces the line it wrote last; on a plain terminal it stays silent until the text changes. */
  status(text: string): void;
  /** Data: reports, receipts, environment lines. */
  out(line: string): void;
  /** The words of the given text in the terminal's language. */
  t(text: Text): string;
  choose<Value extends string>(message: string, choices: readonly { value: Value; name: string }[], signal: AbortSignal): Promise<Value>;
  confirm(message: string, signal: AbortSignal): Promise<boolean>;
}

export interface TerminalOptions {
  readonly language: Language;
  readonly interactive: boolean;
}

export function createTerminal({ language, interactive }: TerminalOptions): Terminal {
  const repaints = process.stderr.isTTY === true && process.env.TERM !== 'dumb' && process.env.CI === undefined && chalk.level > 0;
  let transient = '';
  const clear = () => {
    if (transient !== '' && repaints) process.stderr.write('\r\u001b[2K');
    transient = '';
  };
  const t = (text: Text) => text[language];
  return {
    language,
    interactive,
    t,
    say: (line = '') => {
      clear();
      process.stderr.write(`${typeof line === 'string' ? line : t(line)}\n`);
    },
    status: (text) => {
      if (!repaints) return;
      clear();
      const width = (process.stderr.columns ?? 80) - 1;
      transient = text.length > width / 2 ? text.slice(0, Math.max(10, Math.floor(width / 2))) : text;
      process.stderr.write(transient);
    },
    out: (line) => {
      clear();
      process.stdout.write(`${line}\n`);
    },
    choose: async (message, choices, signal) => {
      clear();
      const { value } = (await (await promptModule(signal))([
        { type: 'select', name: 'value', message, choices: choices.map(({ value: choice, name }) => ({ value: choice, name })) },
      ])) as { value: (typeof choices)[number]['value'] };
      return value;
    },
    confirm: async (message, signal) => {
      clear();
      const { value } = await (await promptModule(signal))<{ value: boolean }>([{ type: 'confirm', name: 'value', message, default: false }]);
      return value;
    },
  };
}

/** Questions are talk: they go to stderr, so that stdout stays data. */
async function promptModule(signal: AbortSignal) {
  const { default: inquirer } = await import('inquirer');
  return inquirer.createPromptModule({ output: process.stderr, signal });
}

/** ja when the environment says so; else en. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '';
  return locale.startsWith('ja') ? 'ja' : 'en';
}
