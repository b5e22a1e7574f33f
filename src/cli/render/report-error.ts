import chalk from 'chalk';
import { ExitCode, type UserError } from '../../shared/user-error.js';
import type { Language } from '../../workshop/types.js';
import { version } from '../version.js';
import { inertBlock } from './inert-text.js';
import { asUserError } from './outside-error.js';

/** The last word about what went wrong: what happened, why, what to type next. A stack only with --debug. */
export function reportError(error: unknown, argv: readonly string[], language: Language): ExitCode {
  const write = (line: string) => void process.stderr.write(`${line}\n`);
  const known = asUserError(error, language);
  write('');
  if (known !== undefined) {
    for (const line of errorLines(known)) write(line);
  } else {
    write(`${chalk.red('✖')} This is a bug of boyacky-lab: ${inertBlock(error instanceof Error ? error.message : String(error))}`);
    write('  Please report it to the project with these lines:');
    write(`  boyacky-lab ${version()}, Node ${process.version}, ${process.platform} ${process.arch}, command: ${argv[0] ?? ''}`);
    write(`  ${chalk.bold('next:')} the same command with --debug shows where it happened`);
  }
  if (argv.includes('--debug') && error instanceof Error) write(`\n${error.stack ?? ''}${causeOf(error)}`);
  return known?.exitCode ?? ExitCode.bug;
}

/** What happened, why, what to type next. */
export function errorLines({ message, why, next }: UserError): string[] {
  return [`${chalk.red('✖')} ${inertBlock(message)}`, ...(why === undefined ? [] : [`  ${inertBlock(why)}`]), ...(next === undefined ? [] : [`  ${chalk.bold('next:')} ${next}`])];
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : '';
}
