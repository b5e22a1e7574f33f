import chalk, { chalkStderr } from 'chalk';

/** How the program may write on this terminal. */
export interface TerminalMode {
  /** A person is there to be asked. */
  readonly interactive: boolean;
  /** Append-only: nothing is drawn over, choices are numbered, no spinner, no box. */
  readonly plain: boolean;
  /** Meant to be read aloud: drawings become sentences. */
  readonly readAloud: boolean;
}

interface Streams {
  readonly stdin: { readonly isTTY?: boolean };
  readonly stderr: { readonly isTTY?: boolean };
}

/**
 * Plain without a terminal, with NO_COLOR, TERM=dumb, CI or `--plain`; ACCESSIBLE=1 (the variable that other command
 * line programs know, too) asks for what a screen reader can read.
 */
export function decideMode(asked: { readonly plain?: boolean }, env: NodeJS.ProcessEnv, { stdin, stderr }: Streams = process): TerminalMode {
  const interactive = stdin.isTTY === true && stderr.isTTY === true;
  const accessible = isSet(env.ACCESSIBLE);
  const readAloud = asked.plain === true || accessible;
  return { interactive, readAloud, plain: readAloud || !interactive || hasNoColour(env) || isSet(env.CI) };
}

/** https://no-color.org: set to anything but the empty string. Colours follow stderr, where the program talks. */
export function setColours({ readAloud }: Pick<TerminalMode, 'readAloud'>, env: NodeJS.ProcessEnv): void {
  chalk.level = readAloud || hasNoColour(env) ? 0 : chalkStderr.level;
}

function hasNoColour(env: NodeJS.ProcessEnv): boolean {
  return (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
