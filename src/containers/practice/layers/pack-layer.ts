import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import * as tar from 'tar';
import type { BlobStore } from '../store/blob-store.js';
import type { StoredLayer } from '../store/image-document.js';
import { makePrivateDir } from '../store/state-dir.js';
import { bigFileBytes, takeTurns } from '../take-turns.js';

/** One date for every file: the same content makes the same layer, whenever and wherever it is built. */
const EPOCH = new Date(0);

/** Hashing and packing a header of 512 bytes at a time costs more than the bytes do. */
const PIECE_BYTES = 262_144;

/**
 * Packs the given paths of `root` (relative, "/" between parts; a directory does not bring its content with it)
 * into a gzipped tar layer, sorted, owned by root.
 */
export async function packLayer(root: string, paths: readonly string[], blobs: BlobStore, scratch: string): Promise<StoredLayer> {
  await makePrivateDir(scratch);
  const file = join(scratch, `${randomBytes(6).toString('hex')}.tar.gz`);
  const sorted = [...paths].sort();
  let contentSize = 0;
  let biggest = 0;
  await takeTurns(sorted, (path) => {
    const found = lstatSync(join(root, path));
    if (!found.isFile()) return;
    contentSize += found.size;
    biggest = Math.max(biggest, found.size);
  });

  const hash = createHash('sha256');
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const bytes = biggest > bigFileBytes ? packBigFiles(root, sorted) : packSmallFiles(root, sorted);
  await pipeline(Readable.from(inPieces(bytes)), meter, createGzip({ level: 4 }), createWriteStream(file, { mode: 0o600 }));
  const { digest, size } = await blobs.adopt(file);
  return { digest, size, diffId: `sha256:${hash.digest('hex')}`, contentSize };
}

async function* packSmallFiles(root: string, paths: readonly string[]): AsyncGenerator<Buffer> {
  const pack = new tar.PackSync(packOptions(root));
  let ready: Buffer[] = [];
  pack.on('data', (chunk) => ready.push(chunk));
  for (const name of namesFor(paths)) {
    pack.add(name);
    yield* ready;
    ready = [];
  }
  pack.end();
  yield* ready;
}

/** Reads as fast as it is written: nothing of a big file waits in memory. */
async function* packBigFiles(root: string, paths: readonly string[]): AsyncGenerator<Buffer> {
  for await (const chunk of tar.create(packOptions(root), namesFor(paths))) yield chunk;
}

function packOptions(root: string) {
  return { cwd: root, portable: true, mtime: EPOCH, noDirRecurse: true, follow: false, strict: true };
}

/** In tar's argument list a leading "@" names an archive to be merged. */
function namesFor(paths: readonly string[]): string[] {
  return paths.map((path) => (path.startsWith('@') ? `./${path}` : path));
}

async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < PIECE_BYTES) continue;
    yield Buffer.concat(waiting, size);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(waiting, size);
}
