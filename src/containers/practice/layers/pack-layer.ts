import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import * as tar from 'tar';
import type { BlobStore } from '../store/blob-store.js';
import type { StoredLayer } from '../store/image-document.js';
import { makePrivateDir } from '../store/state-dir.js';

/** One date for every file: the same content makes the same layer, whenever and wherever it is built. */
const EPOCH = new Date(0);

/**
 * Packs the given paths of `root` (relative, "/" between parts; a directory does not bring its content with it)
 * into a gzipped tar layer, sorted, owned by root.
 */
export async function packLayer(root: string, paths: readonly string[], blobs: BlobStore, scratch: string): Promise<StoredLayer> {
  await makePrivateDir(scratch);
  const file = join(scratch, `${randomBytes(6).toString('hex')}.tar.gz`);
  const sorted = [...paths].sort();
  let contentSize = 0;
  for (const path of sorted) {
    const found = await lstat(join(root, path));
    if (found.isFile()) contentSize += found.size;
  }

  const hash = createHash('sha256');
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(Readable.from(packedBytes(root, sorted)), meter, createGzip({ level: 4 }), createWriteStream(file, { mode: 0o600 }));
  const { digest, size } = await blobs.adopt(file);
  return { digest, size, diffId: `sha256:${hash.digest('hex')}`, contentSize };
}

async function* packedBytes(root: string, paths: readonly string[]): AsyncGenerator<Buffer> {
  if (paths.length === 0) {
    // Two zero blocks are a tar with nothing in it.
    yield Buffer.alloc(1024);
    return;
  }
  // In tar's argument list a leading "@" names an archive to be merged.
  const names = paths.map((path) => (path.startsWith('@') ? `./${path}` : path));
  const pack = tar.create({ cwd: root, portable: true, mtime: EPOCH, noDirRecurse: true, follow: false, strict: true }, names);
  for await (const chunk of pack) yield chunk;
}
