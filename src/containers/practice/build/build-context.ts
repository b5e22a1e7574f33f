import { lstatSync } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { IgnoreMatcher } from '../../../shared/ignore-patterns.js';
import { EngineError } from '../../engine.js';
import { isMissing } from '../store/state-dir.js';
import { readIgnoreFile } from './read-patterns.js';

export interface ContextEntry {
  /** Relative to the context, "/" between parts. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'symlink';
  readonly size: number;
}

export interface BuildContext {
  readonly root: string;
  readonly dockerfile: string;
  /** Everything that COPY can see, sorted by path. */
  readonly entries: readonly ContextEntry[];
  readonly sizeBytes: number;
}

/**
 * Reads what would be sent to a docker daemon: the directory without what .dockerignore leaves out.
 *
 * @throws EngineError `dockerfile` when there is no Dockerfile, `build-failed` when the directory cannot be read.
 */
export async function readBuildContext(root: string, path = join(root, 'Dockerfile')): Promise<BuildContext> {
  await requireDirectory(root);
  const dockerfile = await readOptional(path);
  if (dockerfile === undefined)
    throw new EngineError('dockerfile', `unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat ${path}: no such file or directory`, {
      hint: { ja: `${dirname(path)} に ${basename(path)} という名前のファイルを書きます`, en: `write a file with the name ${basename(path)} in ${dirname(path)}` },
    });
  const ignored = readIgnoreFile((await readOptional(join(root, '.dockerignore'))) ?? '');
  const entries = await walk(root, '', ignored);
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { root, dockerfile, entries, sizeBytes: entries.reduce((sum, { size }) => sum + size, 0) };
}

async function walk(root: string, dir: string, ignored: IgnoreMatcher): Promise<ContextEntry[]> {
  const found: ContextEntry[] = [];
  for (const child of await readdir(join(root, dir), { withFileTypes: true })) {
    const path = dir === '' ? child.name : `${dir}/${child.name}`;
    const leftOut = ignored(path);
    if (child.isDirectory()) {
      // A "!" pattern may bring back something below, and then its directories come along.
      const below = await walk(root, path, ignored);
      if (!leftOut || below.length > 0) found.push({ path, kind: 'directory', size: 0 }, ...below);
    } else if (!leftOut && child.isSymbolicLink()) {
      found.push({ path, kind: 'symlink', size: 0 });
    } else if (!leftOut && child.isFile()) {
      found.push({ path, kind: 'file', size: lstatSync(join(root, path)).size });
    }
  }
  return found;
}

async function requireDirectory(root: string): Promise<void> {
  const found = await lstat(root).catch(() => undefined);
  if (!found) throw new EngineError('build-failed', `unable to prepare context: path "${root}" not found`);
  if (!found.isDirectory()) throw new EngineError('build-failed', `unable to prepare context: context must be a directory: ${root}`);
}

async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
