import { wordsIn, type Words } from './words.js';

/**
 * Exit codes of the command line (docs/command-line.md). Declining is not success.
 */
export const ExitCode = {
  done: 0,
  notDone: 1,
  usage: 2,
  environment: 3,
  refused: 4,
  bug: 70,
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What a person is told: what happened, why, and the next thing to type. */
export interface Told {
  readonly message: string;
  readonly why: string | undefined;
  readonly next: string | undefined;
}

/**
 * Something the person at the keyboard can do something about: what happened (`message`), why (`why`)
 * and the next thing to type (`next`). Anything else that is thrown is a bug of ours. The members are English;
 * `in` has the words for a person.
 */
export class UserError extends Error implements Told {
  override readonly name = 'UserError';
  /** Short, stable, kebab-case: what a test or a script may match on. */
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly why: string | undefined;
  readonly next: string | undefined;
  readonly in: (language: 'ja' | 'en') => Told;

  constructor(code: string, message: Words, details: { why?: Words; next?: Words; exitCode?: ExitCode; cause?: unknown } = {}) {
    super(wordsIn('en', message), { cause: details.cause });
    this.code = code;
    const told = (language: 'ja' | 'en', words: Words | undefined) => (words === undefined ? undefined : wordsIn(language, words));
    this.why = told('en', details.why);
    this.next = told('en', details.next);
    this.exitCode = details.exitCode ?? ExitCode.environment;
    this.in = (language) => ({ message: wordsIn(language, message), why: told(language, details.why), next: told(language, details.next) });
  }
}
