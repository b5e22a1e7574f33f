import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import type { ReadStream } from 'node:fs';
import path from 'node:path';

/** Blobs as files named by their content. Callers pass digests that `isDigest` has accepted. */
export interface BlobFiles {
  has(digest: string): boolean;
  /** Bytes; undefined when there is no such blob. */
  sizeOf(digest: string): number | undefined;
  /** `end` is inclusive, as in an HTTP range. */
  read(digest: string, range: { start: number; end: number }): ReadStream;
  /** Makes a finished upload the blob, in one rename. */
  adopt(temporary: string, digest: string): void;
  remove(digest: string): void;
  digests(): string[];
  /** Where an upload may be written; never inside the blobs. */
  temporary(id: string): string;
  /** Forgets unfinished uploads of an earlier run. */
  clearTemporaries(): void;
}

export function openBlobFiles(directory: string): BlobFiles {
  const blobs = path.join(directory, 'blobs', 'sha256');
  const uploads = path.join(directory, 'uploads');
  mkdirSync(blobs, { recursive: true, mode: 0o700 });
  mkdirSync(uploads, { recursive: true, mode: 0o700 });

  const pathOf = (digest: string) => {
    const hex = digest.slice('sha256:'.length);
    return path.join(blobs, hex.slice(0, 2), hex);
  };

  return {
    has: (digest) => existsSync(pathOf(digest)),
    sizeOf: (digest) => statSync(pathOf(digest), { throwIfNoEntry: false })?.size,
    read: (digest, { start, end }) => createReadStream(pathOf(digest), { start, end }),
    // Synchronous, so that no clean-up can come between the rename and the record of who uses the blob.
    adopt: (temporary, digest) => {
      const file = pathOf(digest);
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      renameSync(temporary, file);
    },
    remove: (digest) => rmSync(pathOf(digest), { force: true }),
    digests: () =>
      readdirSync(blobs).flatMap((prefix) => readdirSync(path.join(blobs, prefix)).map((hex) => `sha256:${hex}`)),
    temporary: (id) => path.join(uploads, id),
    clearTemporaries: () => {
      for (const name of readdirSync(uploads)) rmSync(path.join(uploads, name), { force: true });
    },
  };
}
