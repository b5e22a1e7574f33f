import chalk from 'chalk';
import { ExitCode, type UserError } from '../../shared/user-error.js';
import type { Language, Text } from '../../workshop/types.js';
import { asTyped } from '../as-typed.js';
import { version } from '../version.js';
import { inertBlock } from './inert-text.js';
import { nextLine } from './next-line.js';
import { asUserError } from './outside-error.js';

/** The last word about what went wrong: what happened, why, what to type next. A stack only with --debug. */
export function reportError(error: unknown, argv: readonly string[], language: Language): ExitCode {
  const write = (line: string) => void process.stderr.write(`${line}\n`);
  const known = asUserError(error);
  write('');
  for (const line of known === undefined ? bugLines(error, argv, language) : errorLines(known, language)) write(line);
  if (argv.includes('--debug') && error instanceof Error) write(`\n${error.stack ?? ''}${causeOf(error)}`);
  return known?.exitCode ?? ExitCode.bug;
}

/** What happened, why, what to type next. */
export function errorLines(error: UserError, language: Language): string[] {
  const told = error.in(language);
  const why = told.why === undefined ? [] : [`  ${asTyped(inertBlock(told.why))}`];
  return [`${chalk.red('✖')} ${asTyped(inertBlock(told.message))}`, ...why, ...(told.next === undefined ? [] : [`  ${nextLine(told.next, language)}`])];
}

function bugLines(error: unknown, argv: readonly string[], language: Language): string[] {
  const what = inertBlock(error instanceof Error ? error.message : String(error));
  const t = (text: Text) => text[language];
  return [
    `${chalk.red('✖')} ${t({ ja: `boyacky-lab の不具合です: ${what}`, en: `This is a bug of boyacky-lab: ${what}` })}`,
    `  ${t({ ja: '次の行を添えて、プロジェクトに知らせてください:', en: 'Please report it to the project with these lines:' })}`,
    `  boyacky-lab ${version()}, Node ${process.version}, ${process.platform} ${process.arch}, command: ${inertBlock(argv[0] ?? '')}`,
    `  ${nextLine(t({ ja: '同じコマンドに --debug を付けると、どこで起きたかがわかります', en: 'the same command with --debug shows where it happened' }), language)}`,
  ];
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : '';
}
