import { posix } from 'node:path';
import * as tar from 'tar';
import { EngineError } from '../../engine.js';
import { collide, keepApart } from './keep-apart.js';
import { isWhiteout } from './apply-whiteouts.js';

export interface LayerEntry {
  /** Relative, "/" between parts, no "." or ".." in it. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'symlink' | 'hardlink';
  /** Of links: what they point at; a symlink's is relative and stays inside. */
  readonly target: string | undefined;
  readonly size: number;
}

const KINDS: Readonly<Record<string, LayerEntry['kind']>> = {
  File: 'file',
  OldFile: 'file',
  ContiguousFile: 'file',
  Directory: 'directory',
  GNUDumpDir: 'directory',
  SymbolicLink: 'symlink',
  Link: 'hardlink',
};

/**
 * Lists a layer and refuses the whole of it when any entry would reach outside the directory it is unpacked
 * in: there is no container around it to hold that back.
 *
 * @throws EngineError `unsupported` for devices, `failed` for paths and links that escape.
 */
export async function readLayerEntries(file: string): Promise<readonly LayerEntry[]> {
  const entries: LayerEntry[] = [];
  let refusal: EngineError | undefined;
  try {
    await tar.list({
      file,
      strict: true,
      onReadEntry: (entry) => {
        try {
          entries.push(readEntry(entry));
        } catch (error) {
          if (!(error instanceof EngineError)) throw error;
          refusal ??= error;
        }
      },
    });
  } catch (cause) {
    throw new EngineError('failed', 'failed to register layer: archive/tar: invalid tar header', { cause });
  }
  if (refusal) throw refusal;
  refuseLooseHardLinks(entries);
  return entries;
}

/** A hard link names a file that came before it; unpacking one that names nothing, or itself, may never end. */
function refuseLooseHardLinks(entries: readonly LayerEntry[]): void {
  const files = new Set<string>();
  for (const { path, kind, target = '' } of entries) {
    if (kind === 'hardlink' && (!files.has(target) || isWhiteout(target) || collide(path, target))) throw new EngineError('failed', `failed to register layer: link ${target} ${path}: no such file or directory`);
    if (kind === 'file' || kind === 'hardlink') files.add(path);
  }
}

function readEntry(entry: tar.ReadEntry): LayerEntry {
  const kind = KINDS[entry.type];
  if (!kind) throw new EngineError('unsupported', `a layer with a ${entry.type} ("${entry.path}") is not supported by the practice engine: install Docker`);
  const path = insidePath(entry.path);
  if (kind === 'hardlink') return { path, kind, target: insidePath(entry.linkpath ?? ''), size: 0 };
  if (kind === 'symlink') return { path, kind, target: keepApart(path, insideTarget(path, entry.linkpath ?? '')), size: 0 };
  return { path, kind, target: undefined, size: kind === 'file' ? entry.size : 0 };
}

function insidePath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (path.startsWith('/') || parts.includes('..') || /[\0\\]|^[a-zA-Z]:/.test(path))
    throw new EngineError('failed', `failed to register layer: invalid path "${path}": it reaches outside the image`);
  return parts.join('/');
}

/**
 * An absolute target means "from the image's root"; written relative, it means that on this machine too. Steps upwards
 * come first in what is returned: after the name of another link ("link/..") they would climb from where that one leads.
 */
export function insideTarget(path: string, target: string): string {
  const from = posix.dirname(`/${path}`);
  if (target.startsWith('/')) return posix.relative(from, posix.normalize(target)) || '.';
  const depth = from.split('/').filter(Boolean).length;
  let level = depth;
  let named = false;
  let climbs = false;
  for (const part of target.split('/')) {
    if (part === '..') level -= 1;
    else if (part !== '' && part !== '.') level += 1;
    climbs ||= part === '..' && named;
    named ||= part !== '' && part !== '.' && part !== '..';
    if (level < 0) throw new EngineError('failed', `failed to register layer: the link "${path}" -> "${target}" reaches outside the image`);
  }
  return climbs ? posix.normalize(target) : target;
}
