import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../engine.js';
import { formatReference, parseReference } from '../../image-reference.js';
import type { BlobStore } from './blob-store.js';
import { sha256 } from './blob-store.js';
import type { ImageDocument, ImageRecord, ManifestDocument, StoredLayer } from './image-document.js';
import { MediaType } from './image-document.js';
import type { StateDir } from './state-dir.js';
import { readJson, writeAtomically } from './state-dir.js';

export interface ImageStore {
  /** Writes configuration and manifest and puts the image into the index. */
  add(document: ImageDocument, layers: readonly StoredLayer[]): Promise<ImageRecord>;
  /** Puts an image into the index whose blobs are here already. */
  addPulled(record: ImageRecord): Promise<void>;
  /** By id, by the beginning of an id, by tag or by digest. */
  find(reference: string): Promise<ImageRecord | undefined>;
  /** @throws EngineError `image-not-found` */
  get(reference: string): Promise<ImageRecord>;
  document(record: ImageRecord): Promise<ImageDocument>;
  all(): Promise<readonly ImageRecord[]>;
  /** "repository:tag" and "repository@digest" of every image, by image id. */
  references(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Lets a tag or digest reference point at an image, taking it from another if need be. */
  point(reference: string, imageId: string): Promise<void>;
  unpoint(reference: string): Promise<void>;
  remove(imageId: string): Promise<void>;
}

export function openImageStore(state: StateDir, blobs: BlobStore): ImageStore {
  const imageFile = (id: string) => join(state.images, `${id.slice('sha256:'.length)}.json`);
  const tagFile = (reference: string) => join(state.tags, `${sha256(reference).slice('sha256:'.length)}.json`);

  const all = async (): Promise<readonly ImageRecord[]> => {
    const records = await readAll(state.images);
    return records.filter(isImageRecord).sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1));
  };
  const byId = async (id: string): Promise<ImageRecord | undefined> => {
    const found = await readJson(imageFile(id));
    return isImageRecord(found) ? found : undefined;
  };

  const find = async (reference: string): Promise<ImageRecord | undefined> => {
    if (/^sha256:[0-9a-f]{64}$/.test(reference)) return byId(reference);
    if (/^[0-9a-f]{6,64}$/.test(reference)) {
      const matches = (await all()).filter(({ id }) => id.startsWith(`sha256:${reference}`));
      if (matches.length === 1) return matches[0];
    }
    const pointer = await readJson(tagFile(formatReference(parseReference(reference))));
    return isPointer(pointer) ? byId(pointer.imageId) : undefined;
  };

  const store: ImageStore = {
    async add(document, layers) {
      const configBytes = Buffer.from(JSON.stringify(document));
      const id = await blobs.write(configBytes);
      const manifest: ManifestDocument = {
        schemaVersion: 2,
        mediaType: MediaType.manifest,
        config: { mediaType: MediaType.config, size: configBytes.length, digest: id },
        layers: layers.map(({ size, digest }) => ({ mediaType: MediaType.layer, size, digest })),
      };
      const manifestDigest = await blobs.write(Buffer.from(JSON.stringify(manifest, undefined, 3)));
      const record: ImageRecord = { id, manifestDigest, layers, recordedAt: new Date().toISOString() };
      await writeAtomically(imageFile(id), JSON.stringify(record));
      return record;
    },
    async addPulled(record) {
      await writeAtomically(imageFile(record.id), JSON.stringify(record));
    },
    find,
    async get(reference) {
      const record = await find(reference);
      if (!record) throw new EngineError('image-not-found', `Error response from daemon: No such image: ${reference}`);
      return record;
    },
    document: async (record) => JSON.parse((await blobs.read(record.id)).toString('utf8')) as ImageDocument,
    all,
    async references() {
      const byImage = new Map<string, string[]>();
      for (const pointer of (await readAll(state.tags)).filter(isPointer)) {
        byImage.set(pointer.imageId, [...(byImage.get(pointer.imageId) ?? []), pointer.reference].sort());
      }
      return byImage;
    },
    async point(reference, imageId) {
      const canonical = formatReference(parseReference(reference));
      await writeAtomically(tagFile(canonical), JSON.stringify({ reference: canonical, imageId }));
    },
    async unpoint(reference) {
      await rm(tagFile(formatReference(parseReference(reference))), { force: true });
    },
    async remove(imageId) {
      for (const reference of (await store.references()).get(imageId) ?? []) await store.unpoint(reference);
      await rm(imageFile(imageId), { force: true });
      const kept = (await all()).flatMap((record) => [record.id, record.manifestDigest, ...record.layers.map((layer) => layer.digest)]);
      await blobs.removeUnreferenced(new Set(kept));
    },
  };
  return store;
}

async function readAll(dir: string): Promise<readonly unknown[]> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.json'));
  return Promise.all(names.map((name) => readJson(join(dir, name))));
}

function isPointer(value: unknown): value is { reference: string; imageId: string } {
  return typeof value === 'object' && value !== null && 'reference' in value && 'imageId' in value;
}

function isImageRecord(value: unknown): value is ImageRecord {
  return typeof value === 'object' && value !== null && 'id' in value && 'layers' in value;
}
