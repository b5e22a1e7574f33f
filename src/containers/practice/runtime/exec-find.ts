import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecResult } from '../../engine.js';
import { EngineError } from '../../engine.js';
import { readGlob } from '../build/read-patterns.js';
import { isMissing } from '../store/state-dir.js';
import type { ExecTarget } from './exec-in-container.js';
import { locate } from './exec-in-container.js';

interface Question {
  readonly starts: readonly string[];
  readonly name: RegExp | undefined;
  readonly type: string | undefined;
  readonly maxDepth: number;
}

/** `find [path…] [-name pattern] [-type f|d] [-maxdepth n]` */
export async function findPaths(target: ExecTarget, args: readonly string[]): Promise<ExecResult> {
  const { starts, name, type, maxDepth } = readQuestion(args);
  const output: string[] = [];
  let stderr = '';
  const visit = async (path: string, place: string, depth: number): Promise<void> => {
    const found = await lstat(place);
    const kind = found.isDirectory() ? 'd' : found.isSymbolicLink() ? 'l' : 'f';
    const base = path.slice(path.lastIndexOf('/') + 1) || path;
    if ((!name || name.test(base)) && (!type || type === kind)) output.push(path);
    if (kind !== 'd' || depth >= maxDepth) return;
    for (const child of (await readdir(place)).sort()) await visit(`${path === '/' ? '' : path}/${child}`, join(place, child), depth + 1);
  };
  for (const start of starts) {
    try {
      await visit(start, await locate(target, start), 0);
    } catch (error) {
      if (!isMissing(error)) throw error;
      stderr += `find: ${start}: No such file or directory\n`;
    }
  }
  return { exitCode: stderr === '' ? 0 : 1, stdout: output.map((line) => `${line}\n`).join(''), stderr };
}

function readQuestion(args: readonly string[]): Question {
  const firstTest = args.findIndex((arg) => arg.startsWith('-'));
  const starts = firstTest < 0 ? args : args.slice(0, firstTest);
  const tests = new Map<string, string>();
  for (let index = starts.length; index < args.length; index += 2) {
    const [test = '', value] = args.slice(index, index + 2);
    if (!['-name', '-type', '-maxdepth'].includes(test) || value === undefined)
      throw new EngineError('unsupported', `find ${test} is not supported by the practice engine (-name, -type, -maxdepth are): install Docker`);
    tests.set(test, value);
  }
  const pattern = tests.get('-name');
  return {
    starts: starts.length > 0 ? starts : ['.'],
    name: pattern === undefined ? undefined : readGlob(pattern),
    type: tests.get('-type'),
    maxDepth: tests.has('-maxdepth') ? Number(tests.get('-maxdepth')) : Infinity,
  };
}
