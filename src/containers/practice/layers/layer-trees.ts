import { lstatSync, mkdirSync, renameSync } from 'node:fs';
import { copyFile, constants, link, lstat, mkdir, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobStore } from '../store/blob-store.js';
import type { StoredLayer } from '../store/image-document.js';
import type { StateDir } from '../store/state-dir.js';
import { isMissing, makePrivateDir, readJson, withScratchDir, writeAtomically } from '../store/state-dir.js';
import { takeTurns } from '../take-turns.js';
import { applyWhiteouts } from './apply-whiteouts.js';
import { extractLayer } from './extract-layer.js';

/** Layers as directories, so that a second container of an image does not unpack thousands of files again. */
export interface LayerTrees {
  /** Takes in a directory that holds exactly a layer's files; it is moved away. */
  keep(digest: string, files: string, whiteouts: readonly string[]): Promise<void>;
  /**
   * Puts layers on top of each other in `rootfs`, lowest first.
   *
   * With `share`, installed packages are hard links: nothing writes into them in a container, and they are most
   * of an image's files. Everything else is a copy of its own.
   */
  stack(layers: readonly StoredLayer[], rootfs: string, options: { share: boolean }): Promise<void>;
}

export function openLayerTrees(state: StateDir, blobs: BlobStore): LayerTrees {
  const dirOf = (digest: string) => join(state.trees, digest.slice('sha256:'.length));

  const keep = async (digest: string, files: string, whiteouts: readonly string[]): Promise<void> => {
    await makePrivateDir(state.trees);
    await withScratchDir(state, async (scratch) => {
      await rename(files, join(scratch, 'files'));
      await writeAtomically(join(scratch, 'whiteouts.json'), JSON.stringify(whiteouts));
      // Another process may have been first; its tree is the same.
      await rename(scratch, dirOf(digest)).catch(() => undefined);
    });
  };

  const unpack = (digest: string): Promise<void> =>
    withScratchDir(state, async (scratch) => {
      const files = join(scratch, 'files');
      const whiteouts = await extractLayer(blobs.path(digest), files);
      await keep(digest, files, whiteouts);
    });

  return {
    keep,
    async stack(layers, rootfs, { share }) {
      await makePrivateDir(rootfs);
      for (const { digest } of layers) {
        let whiteouts = await readJson(join(dirOf(digest), 'whiteouts.json'));
        if (whiteouts === undefined) {
          await unpack(digest);
          whiteouts = await readJson(join(dirOf(digest), 'whiteouts.json'));
        }
        await applyWhiteouts(rootfs, Array.isArray(whiteouts) ? whiteouts.map(String) : []);
        await overlay(join(dirOf(digest), 'files'), rootfs, share, false);
      }
    },
  };
}

async function overlay(from: string, to: string, share: boolean, isPackage: boolean): Promise<void> {
  const children = await readdir(from, { withFileTypes: true });
  await Promise.all(
    children.map(async (child) => {
      const [source, target] = [join(from, child.name), join(to, child.name)];
      if (child.isDirectory()) {
        await makeDirectory(target);
        return overlay(source, target, share, isPackage || child.name === 'node_modules');
      }
      await rm(target, { recursive: true, force: true });
      if (child.isSymbolicLink()) return symlink(await readlink(source), target);
      if (share && isPackage) return linkOrCopy(source, target);
      return copyFile(source, target, constants.COPYFILE_FICLONE);
    }),
  );
}

/** A layer's directory takes the place of a file or link of a lower layer; it is never written through a link. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o755 });
  } catch {
    const found = await lstat(path).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (found?.isDirectory()) return;
    await rm(path, { force: true });
    await mkdir(path, { recursive: true, mode: 0o755 });
  }
}

async function linkOrCopy(source: string, target: string): Promise<void> {
  try {
    await link(source, target);
  } catch {
    await copyFile(source, target);
  }
}

/** Moves some paths of a directory (parents first) into a directory of their own. */
export async function moveApart(root: string, paths: readonly string[], into: string): Promise<void> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  const made = new Set<string>();
  const makeDirectoryOnce = (dir: string) => {
    if (made.has(dir)) return;
    mkdirSync(dir, { recursive: true, mode: 0o755 });
    made.add(dir);
  };
  await takeTurns([...paths].sort(), (path) => {
    const target = join(into, path);
    makeDirectoryOnce(dirname(target));
    if (lstatSync(join(root, path)).isDirectory()) makeDirectoryOnce(target);
    else renameSync(join(root, path), target);
  });
}
