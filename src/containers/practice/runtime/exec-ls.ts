import type { Stats } from 'node:fs';
import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecResult } from '../../engine.js';
import { EngineError } from '../../engine.js';
import { isMissing } from '../store/state-dir.js';
import type { ExecTarget } from './exec-in-container.js';
import { locate } from './exec-in-container.js';

const FLAGS = /^-[1aAlRF]+$/;

/** `ls [-1aAlRF] [path…]`, one name a line, as ls prints when it does not print to a terminal. */
export async function listDirectory(target: ExecTarget, args: readonly string[]): Promise<ExecResult> {
  const flags = args.filter((arg) => arg.startsWith('-') && arg !== '--');
  const unknown = flags.find((flag) => !FLAGS.test(flag));
  if (unknown) throw new EngineError('unsupported', `ls ${unknown} is not supported by the practice engine: install Docker`);
  const has = (letter: string) => flags.some((flag) => flag.includes(letter));
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const paths = operands.length > 0 ? operands : ['.'];

  const output: string[] = [];
  let stderr = '';
  const show = async (path: string, dir: string, titled: boolean): Promise<void> => {
    if (titled) output.push(`${output.length > 0 ? '\n' : ''}${path}:`);
    const names = (await readdir(dir)).filter((name) => has('a') || has('A') || !name.startsWith('.')).sort();
    for (const name of [...(has('a') ? ['.', '..'] : []), ...names]) output.push(await describe(dir, name, has('l'), has('F')));
    if (!has('R')) return;
    for (const name of names) {
      if ((await lstat(join(dir, name))).isDirectory()) await show(`${path === '/' ? '' : path}/${name}`, join(dir, name), true);
    }
  };
  for (const path of paths) {
    try {
      const place = await locate(target, path);
      if ((await stat(place)).isDirectory()) await show(path, place, paths.length > 1 || has('R'));
      else output.push(await describe(place, '', has('l'), has('F'), path));
    } catch (error) {
      if (!isMissing(error)) throw error;
      stderr += `ls: ${path}: No such file or directory\n`;
    }
  }
  return { exitCode: stderr === '' ? 0 : 1, stdout: output.map((line) => `${line}\n`).join(''), stderr };
}

async function describe(dir: string, name: string, long: boolean, classify: boolean, shown = name): Promise<string> {
  // ".." of the image's root would be a directory of this machine.
  const path = name === '..' ? dir : join(dir, name);
  const found = await lstat(path);
  const mark = classify && found.isDirectory() ? '/' : '';
  if (!long) return `${shown}${mark}`;
  const link = found.isSymbolicLink() ? ` -> ${await readlink(path)}` : '';
  const date = found.mtime.toISOString().slice(0, 16).replace('T', ' ');
  return `${permissions(found)} ${String(found.nlink).padStart(4)} root     root     ${String(found.size).padStart(9)} ${date} ${shown}${mark}${link}`;
}

function permissions(found: Stats): string {
  const kind = found.isDirectory() ? 'd' : found.isSymbolicLink() ? 'l' : '-';
  const bits = [...'rwxrwxrwx'].map((letter, index) => ((found.mode >> (8 - index)) & 1 ? letter : '-'));
  return kind + bits.join('');
}
