import type { LayerTrees } from './layers/layer-trees.js';
import { openLayerTrees } from './layers/layer-trees.js';
import type { BlobStore } from './store/blob-store.js';
import { openBlobStore } from './store/blob-store.js';
import type { BuildDates } from './store/build-dates.js';
import { openBuildDates } from './store/build-dates.js';
import type { Credentials } from './store/credentials.js';
import { openCredentials } from './store/credentials.js';
import type { ImageStore } from './store/image-store.js';
import { openImageStore } from './store/image-store.js';
import type { StateDir } from './store/state-dir.js';
import { layOutStateDir } from './store/state-dir.js';

/** Everything the practice engine keeps on disk. */
export interface PracticeStores {
  readonly state: StateDir;
  readonly blobs: BlobStore;
  readonly trees: LayerTrees;
  readonly images: ImageStore;
  readonly buildDates: BuildDates;
  readonly credentials: Credentials;
}

export function openPracticeStores(stateDir: string, configDir?: string): PracticeStores {
  const state = layOutStateDir(stateDir, configDir);
  const blobs = openBlobStore(state);
  return {
    state,
    blobs,
    trees: openLayerTrees(state, blobs),
    images: openImageStore(state, blobs),
    buildDates: openBuildDates(state),
    credentials: openCredentials(state),
  };
}
