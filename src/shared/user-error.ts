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

/**
 * Something the person at the keyboard can do something about: what happened (`message`), why (`why`)
 * and the next thing to type (`next`). Anything else that is thrown is a bug of ours.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Short, stable, kebab-case: what a test or a script may match on. */
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly why: string | undefined;
  readonly next: string | undefined;

  constructor(
    code: string,
    message: string,
    details: { why?: string; next?: string; exitCode?: ExitCode; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.why = details.why;
    this.next = details.next;
    this.exitCode = details.exitCode ?? ExitCode.environment;
  }
}
