import { join } from 'node:path';
import type { BlobStore } from '../store/blob-store.js';
import { sha256 } from '../store/blob-store.js';
import type { StoredLayer } from '../store/image-document.js';
import type { StateDir } from '../store/state-dir.js';
import { readJson, writeAtomically } from '../store/state-dir.js';

/** Remembers which layer a step made, by everything that goes into the step. */
export interface BuildCache {
  find(key: string): Promise<StoredLayer | undefined>;
  save(key: string, layer: StoredLayer): Promise<void>;
}

export function openBuildCache(state: StateDir, blobs: BlobStore): BuildCache {
  const file = (key: string) => join(state.cache, `${key.slice('sha256:'.length)}.json`);
  return {
    async find(key) {
      const layer = await readJson(file(key));
      if (!isStoredLayer(layer)) return undefined;
      return (await blobs.size(layer.digest)) === layer.size ? layer : undefined;
    },
    save: (key, layer) => writeAtomically(file(key), JSON.stringify(layer)),
  };
}

/** A step's key holds its parent's: change one step and all that follow are made anew. */
export function cacheKey(parent: string, ...parts: readonly string[]): string {
  return sha256(JSON.stringify([parent, ...parts]));
}

function isStoredLayer(value: unknown): value is StoredLayer {
  return typeof value === 'object' && value !== null && 'digest' in value && 'size' in value && 'diffId' in value;
}
