import { readdir, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { resolveInRootfs } from './resolve-in-rootfs.js';

const PREFIX = '.wh.';
const OPAQUE = '.wh..wh..opq';

/** Is this path of a layer not a file, but a note that takes one of a lower layer away? */
export function isWhiteout(path: string): boolean {
  return posix.basename(path).startsWith(PREFIX);
}

/** Takes away what the whiteouts of a layer name. https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts */
export async function applyWhiteouts(rootfs: string, whiteouts: readonly string[]): Promise<void> {
  for (const path of whiteouts) {
    const name = posix.basename(path);
    const dir = await resolveInRootfs(rootfs, posix.dirname(path));
    const hidden = name === OPAQUE ? await readdir(dir).catch(() => []) : [name.slice(PREFIX.length)];
    for (const child of hidden) {
      if (child !== '' && child !== '.' && child !== '..') await rm(join(dir, child), { recursive: true, force: true });
    }
  }
}
