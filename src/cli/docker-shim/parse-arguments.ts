import type { DockerCommand, Flag } from './docker-command.js';
import { refuse, ShimError } from './shim-context.js';

/** The arguments of one docker command, taken apart. */
export interface ParsedArguments {
  readonly operands: readonly string[];
  has(flag: string): boolean;
  /** The last value wins, as in docker. */
  value(flag: string): string | undefined;
  values(flag: string): readonly string[];
}

/**
 * Takes arguments apart as docker does: `--name x`, `--name=x`, `-p 1:2`, `-p1:2`, bundles such as `-dp 1:2`, `--`.
 *
 * @throws ShimError for an unknown flag, a flag the practice engine refuses, a missing value, too few or too many operands
 */
export function parseArguments(command: DockerCommand, argv: readonly string[]): ParsedArguments {
  const found = new Map<string, string[]>();
  const operands: string[] = [];
  const rest = [...argv];
  const note = (flag: Flag, value: string) => found.set(flag.name, [...(found.get(flag.name) ?? []), value]);
  const take = (flag: Flag, attached: string | undefined, typed: string) => {
    const value = attached ?? rest.shift();
    if (value === undefined) throw usageError(command, `flag needs an argument: ${typed}`);
    note(flag, value);
  };

  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      operands.push(...rest.splice(0));
    } else if (arg.startsWith('--')) {
      const equals = arg.indexOf('=');
      const name = arg.slice(2, equals < 0 ? undefined : equals);
      const attached = equals < 0 ? undefined : arg.slice(equals + 1);
      const flag = find(command, (each) => each.name === name, name, `unknown flag: --${name}`);
      if (flag.takesValue) take(flag, attached, `--${name}`);
      else note(flag, readBoolean(command, flag, attached));
    } else if (arg.startsWith('-') && arg !== '-') {
      readBundle(arg.slice(1));
    } else {
      operands.push(arg, ...(command.flagsFirst === true ? rest.splice(0) : []));
    }
  }
  checkCount(command, operands);
  return {
    operands,
    has: (flag) => (found.get(flag)?.at(-1) ?? 'false') !== 'false',
    value: (flag) => found.get(flag)?.at(-1),
    values: (flag) => found.get(flag) ?? [],
  };

  function readBundle(letters: string): void {
    for (let at = 0; at < letters.length; at += 1) {
      const letter = letters[at] ?? '';
      const flag = find(command, (each) => each.short === letter, letter, `unknown shorthand flag: '${letter}' in -${letters}`);
      if (flag.takesValue) {
        const attached = letters.slice(at + 1).replace(/^=/, '');
        take(flag, attached === '' ? undefined : attached, `'${letter}' in -${letters}`);
        return;
      }
      note(flag, 'true');
    }
  }
}

/** docker's words for a command line that it cannot read, and how the command is typed. */
export function usageError(command: DockerCommand, message: string, exitCode = 125): ShimError {
  const name = command.names[0] ?? '';
  return new ShimError(`${message}\n\nUsage:  docker ${name} ${command.usage}\n\nRun 'docker ${name} --help' for more information`, exitCode);
}

function find(command: DockerCommand, matches: (flag: Flag) => boolean, typed: string, unknown: string): Flag {
  const flag = command.flags.find(matches);
  if (flag !== undefined) return flag;
  const refused = (command.refusedFlags ?? '').split(' ').find((names) => names !== '' && names.split('|').includes(typed));
  if (refused !== undefined) throw refuse(`docker ${command.names[0] ?? ''} --${refused.split('|')[0] ?? ''}`);
  throw usageError(command, unknown);
}

function readBoolean(command: DockerCommand, { name }: Flag, value = 'true'): string {
  if (/^(1|t|true)$/i.test(value)) return 'true';
  if (/^(0|f|false)$/i.test(value)) return 'false';
  throw usageError(command, `invalid argument "${value}" for "--${name}" flag: strconv.ParseBool: parsing "${value}": invalid syntax`);
}

function checkCount(command: DockerCommand, { length }: readonly string[]): void {
  const { min, max } = command.operands;
  if (length >= min && length <= max) return;
  const plural = (count: number) => `${count} argument${count === 1 ? '' : 's'}`;
  const wanted = max === 0 ? 'accepts no arguments' : min === max ? `requires ${plural(min)}` : length < min ? `requires at least ${plural(min)}` : `requires at most ${plural(max)}`;
  throw usageError(command, `docker: 'docker ${command.names[0] ?? ''}' ${wanted}`, 1);
}
