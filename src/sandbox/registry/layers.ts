import type { Clock } from '../../shared/clock.js';
import type { Collection, Store } from '../store/store.js';
import type { BlobFiles } from './blob-files.js';
import type { Layer } from './model.js';

/** A client that has just seen or sent a layer is about to push a manifest that needs it. */
const claimMs = 10 * 60_000;

/** Which repository may use which blob, and the end of blobs that none uses. */
export interface Layers {
  find(repositoryName: string, digest: string): Layer | undefined;
  /** As `find`, and keeps the layer for a manifest that is about to come. */
  claim(repositoryName: string, digest: string): Layer | undefined;
  /** Records that the repository may use a blob whose file is there; claims it. */
  link(layer: Layer): void;
  /** The manifest has come: what it uses is no longer on a client's word alone. */
  release(repositoryName: string, digests: readonly string[]): void;
  /** Drops the repository's layers that are not among `used` and not claimed. */
  dropUnused(repositoryName: string, used: ReadonlySet<string>): void;
  dropAll(repositoryName: string): void;
  /** Removes files that no repository uses: what a kill between two writes left behind. */
  sweep(): void;
}

export function openLayers(store: Store, files: BlobFiles, clock: Clock): Layers {
  const layers: Collection<Layer> = store.collection('ecr.layers');
  const claims = new Map<string, number>();
  const keyOf = (repositoryName: string, digest: string) => `${repositoryName}@${digest}`;

  const find = (repositoryName: string, digest: string) =>
    files.has(digest) ? layers.get(keyOf(repositoryName, digest)) : undefined;
  const drop = (repositoryName: string, keeps: (layer: Layer, key: string) => boolean) => {
    for (const layer of layers.values()) {
      const key = keyOf(layer.repositoryName, layer.digest);
      if (layer.repositoryName !== repositoryName || keeps(layer, key)) continue;
      layers.delete(key);
      claims.delete(key);
      if (!layers.values().some(({ digest }) => digest === layer.digest)) files.remove(layer.digest);
    }
  };

  return {
    find,
    claim: (repositoryName, digest) => {
      const layer = find(repositoryName, digest);
      if (layer) claims.set(keyOf(repositoryName, digest), clock.now());
      return layer;
    },
    link: (layer) => {
      const key = keyOf(layer.repositoryName, layer.digest);
      layers.set(key, layer);
      claims.set(key, clock.now());
    },
    release: (repositoryName, digests) => {
      for (const digest of digests) claims.delete(keyOf(repositoryName, digest));
    },
    dropUnused: (repositoryName, used) =>
      drop(repositoryName, ({ digest }, key) => used.has(digest) || clock.now() - (claims.get(key) ?? -Infinity) < claimMs),
    dropAll: (repositoryName) => drop(repositoryName, () => false),
    sweep: () => {
      const used = new Set(layers.values().map(({ digest }) => digest));
      for (const digest of files.digests()) if (!used.has(digest)) files.remove(digest);
    },
  };
}
