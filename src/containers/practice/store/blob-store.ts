import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EngineError } from '../../engine.js';
import type { StateDir } from './state-dir.js';
import { isMissing, makePrivateDir, writeAtomically } from './state-dir.js';

/** A blob younger than this may belong to an image that another process is still making. */
const KEEP_YOUNGER_THAN_MS = 120_000;

/** Content-addressed storage, as in an OCI layout: a blob's name is the SHA-256 of what is in it. */
export interface BlobStore {
  path(digest: string): string;
  size(digest: string): Promise<number | undefined>;
  read(digest: string): Promise<Buffer>;
  write(content: Uint8Array): Promise<string>;
  /** Stores a stream; refuses it when it is not what `expected` says. */
  writeStream(content: Readable, expected: { digest: string; maxBytes: number }): Promise<void>;
  /** Takes in a file that is already on this disk, by moving it. */
  adopt(file: string): Promise<{ digest: string; size: number }>;
  removeUnreferenced(referenced: ReadonlySet<string>): Promise<void>;
}

export function openBlobStore(state: StateDir): BlobStore {
  const path = (digest: string): string => {
    if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new EngineError('failed', `invalid digest format: ${digest}`);
    return join(state.blobs, digest.slice('sha256:'.length));
  };

  return {
    path,
    async size(digest) {
      try {
        const now = new Date();
        await utimes(path(digest), now, now);
        return (await stat(path(digest))).size;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    read: (digest) => readFile(path(digest)),
    async write(content) {
      const digest = sha256(content);
      await writeAtomically(path(digest), content);
      return digest;
    },
    async writeStream(content, { digest, maxBytes }) {
      await makePrivateDir(state.blobs);
      const draft = `${path(digest)}.${randomBytes(4).toString('hex')}.draft`;
      const meter = hashMeter(maxBytes);
      try {
        await pipeline(content, meter.transform, createWriteStream(draft, { mode: 0o600 }));
        if (meter.digest() !== digest) throw new EngineError('failed', `filesystem layer verification failed for digest ${digest}`);
        await rename(draft, path(digest));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async adopt(file) {
      await makePrivateDir(state.blobs);
      const { digest, size } = await digestFile(file);
      await rename(file, path(digest));
      return { digest, size };
    },
    async removeUnreferenced(referenced) {
      const before = Date.now() - KEEP_YOUNGER_THAN_MS;
      for (const name of await readdir(state.blobs).catch(() => [])) {
        const file = join(state.blobs, name);
        if (referenced.has(`sha256:${name}`)) continue;
        const age = await stat(file).catch(() => undefined);
        if (!age || age.mtimeMs >= before) continue;
        await rm(join(state.trees, name), { recursive: true, force: true, maxRetries: 3 });
        await rm(file, { force: true });
      }
    },
  };
}

export function sha256(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

async function digestFile(file: string): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { digest: `sha256:${hash.digest('hex')}`, size };
}

function hashMeter(maxBytes: number): { transform: Transform; digest: () => string } {
  const hash = createHash('sha256');
  let seen = 0;
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) return done(new EngineError('failed', `the registry sent more than the ${maxBytes} bytes it announced`));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { transform, digest: () => `sha256:${hash.digest('hex')}` };
}
