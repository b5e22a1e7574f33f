import { lstat, readlink } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { isMissing } from '../store/state-dir.js';

const MOST_LINKS = 40;

/**
 * The place on this machine of a path inside an image. Follows links as they look from inside and never leaves
 * `rootfs`: ".." stops at its top, as it does at "/" in a container. The last parts may not exist.
 *
 * @param path absolute, or relative to the image's root
 */
export async function resolveInRootfs(rootfs: string, path: string): Promise<string> {
  const waiting = path.split('/');
  let inside = '/';
  let links = 0;
  while (waiting.length > 0) {
    const part = waiting.shift() ?? '';
    const candidate = posix.join(inside, part);
    const target = part === '' || part === '.' || part === '..' ? undefined : await linkTarget(join(rootfs, candidate));
    if (target === undefined) {
      inside = candidate;
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) throw new Error(`${path}: Too many levels of symbolic links`);
    if (target.startsWith('/')) inside = '/';
    waiting.unshift(...target.split('/'));
  }
  return join(rootfs, inside);
}

async function linkTarget(path: string): Promise<string | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink() ? (await readlink(path)).replaceAll('\\', '/') : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
