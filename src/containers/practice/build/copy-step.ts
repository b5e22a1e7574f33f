import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { constants, copyFileSync, createReadStream, lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { insideTarget } from '../layers/read-layer-entries.js';
import { packLayer } from '../layers/pack-layer.js';
import type { PracticeStores } from '../practice-stores.js';
import type { StoredLayer } from '../store/image-document.js';
import { withScratchDir } from '../store/state-dir.js';
import { bigFileBytes, takeTurns } from '../take-turns.js';
import type { CopiedPath } from './select-copy-sources.js';

/** What the copied files are, so that the same files need not be packed twice. */
export async function fingerprintCopy(contextRoot: string, copied: readonly CopiedPath[]): Promise<string> {
  const hash = createHash('sha256');
  await takeTurns(copied, ({ entry, target }) => {
    const path = join(contextRoot, entry.path);
    const executable = entry.kind === 'file' && (lstatSync(path).mode & 0o111) !== 0;
    hash.update(`${target}\0${entry.kind}\0${executable}\0`);
    if (entry.kind === 'symlink') hash.update(readlinkSync(path));
    if (entry.kind === 'file' && entry.size > bigFileBytes) return hashBigFile(path, hash);
    if (entry.kind === 'file') hash.update(readFileSync(path));
    hash.update('\0');
  });
  return hash.digest('hex');
}

async function hashBigFile(path: string, hash: Hash): Promise<void> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  hash.update('\0');
}

/** Makes the layer of a COPY: the files at their places in the image, and the directories on the way. */
export async function packCopy(
  contextRoot: string,
  copied: readonly CopiedPath[],
  stores: PracticeStores,
): Promise<StoredLayer> {
  return withScratchDir(stores.state, async (dir) => {
    const staging = join(dir, 'layer');
    await mkdir(staging, { mode: 0o700 });
    const paths = new Set<string>();
    await takeTurns(copied, ({ entry, target }) => {
      const from = join(contextRoot, entry.path);
      const to = join(staging, target);
      for (const dir of entry.kind === 'directory' ? parents(`${target}/x`) : parents(target)) {
        if (paths.has(dir)) continue;
        mkdirSync(join(staging, dir), { recursive: true, mode: 0o755 });
        paths.add(dir);
      }
      if (entry.kind === 'directory') return;
      paths.add(target);
      if (entry.kind === 'symlink') return symlinkSync(insideTarget(target, readlinkSync(from)), to);
      if (entry.size > bigFileBytes) return copyFile(from, to, constants.COPYFILE_FICLONE);
      copyFileSync(from, to, constants.COPYFILE_FICLONE);
    });
    const layer = await packLayer(staging, [...paths], stores.blobs, stores.state.scratch);
    await stores.trees.keep(layer.digest, staging, []);
    return layer;
  });
}

/** "a/b/c" → ["a", "a/b"] */
export function parents(path: string): readonly string[] {
  const parts = path.split('/').filter(Boolean).slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
