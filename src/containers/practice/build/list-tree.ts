import { lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Path → what has to change for the file to count as another one. Directories end with "/". */
export type Tree = ReadonlyMap<string, string>;

/** Takes stock of a directory, to see afterwards what a command did to it. */
export async function listTree(root: string): Promise<Tree> {
  const tree = new Map<string, string>();
  await visit(root, '', tree);
  return tree;
}

export interface TreeChange {
  /** New or changed, parents included, no trailing "/". */
  readonly changed: readonly string[];
  /** Gone; of a directory that is gone only itself. */
  readonly removed: readonly string[];
}

export function compareTrees(before: Tree, after: Tree): TreeChange {
  const changed = [...after].filter(([path, state]) => before.get(path) !== state).map(([path]) => path.replace(/\/$/, ''));
  const removed: string[] = [];
  for (const path of [...before.keys()].sort()) {
    if (after.has(path) || removed.some((gone) => path.startsWith(`${gone}/`))) continue;
    const bare = path.replace(/\/$/, '');
    // A file that became a directory, or the other way round, is a change.
    if (!after.has(bare) && !after.has(`${bare}/`)) removed.push(bare);
  }
  return { changed, removed };
}

async function visit(root: string, dir: string, tree: Map<string, string>): Promise<void> {
  // Between two directories others have their turn; the files of one are asked at once.
  for (const child of await readdir(join(root, dir), { withFileTypes: true })) {
    const path = dir === '' ? child.name : `${dir}/${child.name}`;
    if (child.isDirectory()) {
      tree.set(`${path}/`, 'directory');
      await visit(root, path, tree);
    } else {
      const found = lstatSync(join(root, path), { bigint: true });
      tree.set(path, [found.mode, found.size, found.mtimeNs, found.ctimeNs, found.ino].join(':'));
    }
  }
}
