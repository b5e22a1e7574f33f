import { createHash, randomUUID } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Clock } from '../../shared/clock.js';
import type { BlobFiles } from './blob-files.js';
import { layerDigestDoesNotMatch, uploadBusy, uploadNotFound } from './errors.js';
import type { Layers } from './layers.js';
import type { Layer } from './model.js';

const abandonedAfterMs = 24 * 3_600_000;

export interface UploadStatus {
  readonly id: string;
  /** Bytes received, and so the offset at which the next part starts. */
  readonly sizeBytes: number;
}

/** Blobs on their way in: written to a file of their own and hashed as they come, never held in memory. */
export interface Uploads {
  begin(repositoryName: string): UploadStatus;
  /** Throws UploadNotFoundException. */
  status(repositoryName: string, id: string): UploadStatus;
  /** Adds bytes; what arrived before an error stays, and can be continued from. */
  append(repositoryName: string, id: string, bytes: AsyncIterable<Uint8Array>): Promise<UploadStatus>;
  /** Makes the upload a layer of the repository; refuses and forgets it when the digest is another. */
  commit(repositoryName: string, id: string, digest: string): Layer;
  /** What the digest of the upload would be now. */
  digestOf(repositoryName: string, id: string): string;
  cancel(repositoryName: string, id: string): void;
  cancelAll(repositoryName: string): void;
}

interface Upload {
  readonly id: string;
  readonly repositoryName: string;
  readonly file: string;
  readonly hash: Hash;
  sizeBytes: number;
  writing: boolean;
  touchedAt: number;
}

export function openUploads(deps: { files: BlobFiles; layers: Layers; clock: Clock; accountId: string }): Uploads {
  const uploads = new Map<string, Upload>();

  const require = (repositoryName: string, id: string) => {
    const upload = uploads.get(id);
    if (upload?.repositoryName !== repositoryName) throw uploadNotFound(id, repositoryName, deps.accountId);
    return upload;
  };
  const idle = (repositoryName: string, id: string) => {
    const upload = require(repositoryName, id);
    if (upload.writing) throw uploadBusy(id);
    return upload;
  };
  const forget = (upload: Upload) => {
    uploads.delete(upload.id);
    rmSync(upload.file, { force: true });
  };
  const digestOf = (upload: Upload) => `sha256:${upload.hash.copy().digest('hex')}`;

  return {
    begin: (repositoryName) => {
      const now = deps.clock.now();
      for (const old of uploads.values()) if (!old.writing && now - old.touchedAt > abandonedAfterMs) forget(old);
      const id = randomUUID();
      const file = deps.files.temporary(id);
      writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
      uploads.set(id, { id, repositoryName, file, hash: createHash('sha256'), sizeBytes: 0, writing: false, touchedAt: now });
      return { id, sizeBytes: 0 };
    },
    status: (repositoryName, id) => statusOf(require(repositoryName, id)),
    append: async (repositoryName, id, bytes) => {
      const upload = idle(repositoryName, id);
      upload.writing = true;
      try {
        await write(upload, bytes);
      } finally {
        upload.writing = false;
        upload.touchedAt = deps.clock.now();
      }
      // The repository may have been deleted meanwhile, and the upload with it.
      return statusOf(require(repositoryName, id));
    },
    commit: (repositoryName, id, digest) => {
      const upload = idle(repositoryName, id);
      const calculated = digestOf(upload);
      if (calculated !== digest) {
        forget(upload);
        throw layerDigestDoesNotMatch(digest, calculated);
      }
      deps.files.adopt(upload.file, digest);
      uploads.delete(id);
      const layer = { repositoryName, digest, sizeBytes: upload.sizeBytes };
      deps.layers.link(layer);
      return layer;
    },
    digestOf: (repositoryName, id) => digestOf(require(repositoryName, id)),
    cancel: (repositoryName, id) => forget(require(repositoryName, id)),
    cancelAll: (repositoryName) => {
      for (const upload of uploads.values()) if (upload.repositoryName === repositoryName) forget(upload);
    },
  };
}

function statusOf({ id, sizeBytes }: Upload): UploadStatus {
  return { id, sizeBytes };
}

async function write(upload: Upload, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(upload.file, 'r+');
  try {
    for await (const chunk of bytes) {
      await writeFully(file, chunk, upload.sizeBytes);
      // Counted only when written: the hash and the size always describe the file.
      upload.hash.update(chunk);
      upload.sizeBytes += chunk.byteLength;
    }
  } finally {
    await file.close();
  }
}

async function writeFully(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.byteLength; ) {
    const { bytesWritten } = await file.write(chunk, done, chunk.byteLength - done, position + done);
    done += bytesWritten;
  }
}
