import chalk from 'chalk';
import { ExitCode, UserError } from '../../shared/user-error.js';
import { version } from '../version.js';

/** The last word about what went wrong: what happened, why, what to type next. A stack only with --debug. */
export function reportError(error: unknown, argv: readonly string[]): ExitCode {
  const write = (line: string) => void process.stderr.write(`${line}\n`);
  const known = asUserError(error);
  write('');
  if (known !== undefined) {
    for (const line of errorLines(known)) write(line);
  } else {
    write(`${chalk.red('✖')} This is a bug of boyacky-lab: ${error instanceof Error ? error.message : String(error)}`);
    write('  Please report it to the project with these lines:');
    write(`  boyacky-lab ${version()}, Node ${process.version}, ${process.platform} ${process.arch}, command: ${argv[0] ?? ''}`);
    write(`  ${chalk.bold('next:')} the same command with --debug shows where it happened`);
  }
  if (argv.includes('--debug') && error instanceof Error) write(`\n${error.stack ?? ''}${causeOf(error)}`);
  return known?.exitCode ?? ExitCode.bug;
}

/** What happened, why, what to type next. */
export function errorLines({ message, why, next }: UserError): string[] {
  return [`${chalk.red('✖')} ${message}`, ...(why === undefined ? [] : [`  ${why}`]), ...(next === undefined ? [] : [`  ${chalk.bold('next:')} ${next}`])];
}

/** Refusals of AWS and of the engine are the outside's, not bugs. undefined: a bug of ours. */
export function asUserError(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'AwsFailure') {
    const { kind, operation, code } = error as Error & { kind: string; operation: string; code: string };
    const environment = ['no-credentials', 'expired', 'invalid-credentials', 'no-region', 'unreachable'].includes(kind);
    return new UserError(kind, `${operation}: ${code}`, { why: error.message, next: nextForAws(kind), exitCode: environment ? ExitCode.environment : ExitCode.refused });
  }
  if (error.name === 'EngineError') {
    const { code, details } = error as Error & { code: string; details: { hint?: string } };
    const environment = ['cli-missing', 'daemon-unreachable', 'disk-full'].includes(code);
    const exitCode = code === 'interrupted' ? ExitCode.interrupted : environment ? ExitCode.environment : ExitCode.refused;
    return new UserError(code, error.message, { next: details.hint ?? 'boyacky-lab start, which goes on where it stopped', exitCode });
  }
  // Inquirer's way to say that the person closed the prompt.
  if (error.name === 'ExitPromptError' || error.name === 'AbortPromptError') {
    return new UserError('interrupted', 'Stopped here', { next: 'boyacky-lab start, which goes on where it stopped', exitCode: ExitCode.interrupted });
  }
  return undefined;
}

function nextForAws(kind: string): string {
  switch (kind) {
    case 'no-credentials':
      return 'aws configure (or aws sso login), or practise without an account: --target sandbox';
    case 'expired':
    case 'invalid-credentials':
      return 'aws sts get-caller-identity';
    case 'no-region':
      return 'add --region ap-northeast-1';
    case 'unreachable':
      return 'boyacky-lab sandbox start (sandbox), or check the network (AWS)';
    default:
      return 'boyacky-lab start, which goes on where it stopped';
  }
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : '';
}
