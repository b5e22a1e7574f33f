import type { SandboxContext } from '../context.js';
import { openAuthorizationTokens } from './authorization-tokens.js';
import type { AuthorizationTokens } from './authorization-tokens.js';
import { openBlobFiles } from './blob-files.js';
import type { BlobFiles } from './blob-files.js';
import { openImageStore } from './image-store.js';
import type { ImageStore } from './image-store.js';
import { openLayers } from './layers.js';
import type { Layers } from './layers.js';
import { openRepositories } from './repositories.js';
import type { Repositories } from './repositories.js';
import { openUploads } from './uploads.js';
import type { Uploads } from './uploads.js';

/** Everything the registry keeps: one thing, seen through two faces, the ECR API and the distribution API. */
export interface Registry {
  readonly repositories: Repositories;
  readonly images: ImageStore;
  readonly layers: Layers;
  readonly uploads: Uploads;
  readonly files: BlobFiles;
  readonly tokens: AuthorizationTokens;
  /** With its images, layers and unfinished uploads. */
  removeRepository(name: string): void;
}

export function openRegistry(context: SandboxContext): Registry {
  const { store, clock, account } = context;
  const files = openBlobFiles(context.directory('ecr'));
  const layers = openLayers(store, files, clock);
  const repositories = openRepositories(store, account.id);
  const images = openImageStore({ store, layers, clock, accountId: account.id });
  // What a killed process left half-written; before any request can begin something new.
  files.clearTemporaries();
  layers.sweep();
  const uploads = openUploads({ files, layers, clock, accountId: account.id });
  return {
    repositories,
    images,
    layers,
    uploads,
    files,
    tokens: openAuthorizationTokens(store, clock),
    removeRepository: (name) => {
      uploads.cancelAll(name);
      images.removeAll(name);
      layers.dropAll(name);
      repositories.remove(name);
    },
  };
}
