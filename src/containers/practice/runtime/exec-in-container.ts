import { lstat, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import type { ExecResult } from '../../engine.js';
import { EngineError } from '../../engine.js';
import { resolveInRootfs } from '../layers/resolve-in-rootfs.js';
import { isMissing } from '../store/state-dir.js';
import type { ContainerRecord } from './container-record.js';
import { findPaths } from './exec-find.js';
import { listDirectory } from './exec-ls.js';
import { withoutShell } from './resolve-process.js';

/** What an exec looks at: a container's files and its settings. */
export interface ExecTarget {
  readonly record: ContainerRecord;
  readonly rootfs: string;
}

type ExecCommand = (target: ExecTarget, args: readonly string[]) => Promise<ExecResult>;

const COMMANDS: Readonly<Record<string, ExecCommand>> = {
  ls: listDirectory,
  find: findPaths,
  cat: printFiles,
  pwd: ({ record }) => Promise.resolve(success(`${record.workingDir}\n`)),
  env: ({ record }) => Promise.resolve(success(printEnvironment(record.env))),
  printenv: ({ record }, names) => Promise.resolve(printVariables(record.env, names)),
  whoami: ({ record }) => Promise.resolve(success(`${record.user || 'root'}\n`)),
  hostname: ({ record }) => Promise.resolve(success(`${record.env['HOSTNAME'] ?? ''}\n`)),
};

/**
 * Looks into a container: `ls`, `find`, `cat`, `pwd`, `env`, `whoami`, `hostname`, on its files and settings and
 * never outside them. There is no shell, and nothing else.
 *
 * @throws EngineError `unsupported` for every other command.
 */
export async function execInContainer(target: ExecTarget, argv: readonly string[]): Promise<ExecResult> {
  const [program = '', ...args] = withoutShell(argv);
  const command = COMMANDS[program.replace(/^\/(?:usr\/)?bin\//, '')];
  if (!command)
    throw new EngineError('unsupported', `executing "${program}" is not supported by the practice engine (${Object.keys(COMMANDS).join(', ')} are): install Docker`);
  return command(target, args);
}

/** The place on this machine of a path that was written inside the container. */
export function locate({ record, rootfs }: ExecTarget, path: string): Promise<string> {
  return resolveInRootfs(rootfs, posix.resolve('/', record.workingDir, path));
}

async function printFiles(target: ExecTarget, args: readonly string[]): Promise<ExecResult> {
  let stdout = '';
  let stderr = '';
  for (const path of args.filter((arg) => arg !== '--')) {
    try {
      const file = await locate(target, path);
      if ((await lstat(file)).isDirectory()) stderr += `cat: ${path}: Is a directory\n`;
      else stdout += await readFile(file, 'utf8');
    } catch (error) {
      if (!isMissing(error)) throw error;
      stderr += `cat: ${path}: No such file or directory\n`;
    }
  }
  return { exitCode: stderr === '' ? 0 : 1, stdout, stderr };
}

function printEnvironment(env: Readonly<Record<string, string>>): string {
  return Object.entries(env).map(([name, value]) => `${name}=${value}\n`).join('');
}

function printVariables(env: Readonly<Record<string, string>>, names: readonly string[]): ExecResult {
  if (names.length === 0) return success(printEnvironment(env));
  const values = names.map((name) => env[name]);
  return { exitCode: values.includes(undefined) ? 1 : 0, stdout: values.flatMap((value) => (value === undefined ? [] : [`${value}\n`])).join(''), stderr: '' };
}

function success(stdout: string): ExecResult {
  return { exitCode: 0, stdout, stderr: '' };
}
