import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where everything of one practice engine lives. Several processes may use it at once: see {@link writeAtomically}. */
export interface StateDir {
  readonly root: string;
  readonly blobs: string;
  /** Unpacked layers; see layer-trees.ts. */
  readonly trees: string;
  readonly images: string;
  readonly tags: string;
  readonly cache: string;
  readonly containers: string;
  readonly scratch: string;
  readonly credentials: string;
}

/** `configDir`: where the logins are, if not with the rest. */
export function layOutStateDir(root: string, configDir = root): StateDir {
  return {
    root,
    blobs: join(root, 'blobs', 'sha256'),
    trees: join(root, 'layer-trees'),
    images: join(root, 'images'),
    tags: join(root, 'tags'),
    cache: join(root, 'build-cache'),
    containers: join(root, 'containers'),
    scratch: join(root, 'scratch'),
    credentials: join(configDir, 'credentials.json'),
  };
}

/** Makes a directory that only its owner may enter. */
export async function makePrivateDir(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

/**
 * Replaces a file in one step, so that another process reads the old or the new content, never half of it.
 * There is one small file for each image, tag and container, and therefore no lock.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  await makePrivateDir(dirname(path));
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.draft`;
  try {
    await writeFile(draft, content, { mode: 0o600 });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** undefined when there is no such file, or when it is not JSON (cut short by a crash of another tool). */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return undefined;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** Runs `work` with a directory that is gone afterwards. */
export async function withScratchDir<T>(state: StateDir, work: (dir: string) => Promise<T>): Promise<T> {
  const dir = join(state.scratch, randomBytes(8).toString('hex'));
  await makePrivateDir(dir);
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}
