import type { Clock } from '../../shared/clock.js';
import type { Collection, Store } from '../store/store.js';
import { imageDigestDoesNotMatch, imageTagAlreadyExists, layersNotFound, referencedImagesNotFound } from './errors.js';
import type { Layers } from './layers.js';
import { isScannable, parseManifest } from './manifest.js';
import type { Manifest } from './manifest.js';
import type { ImageTag, Repository, StoredImage } from './model.js';
import { isImmutable } from './tag-mutability.js';

export interface PutImageRequest {
  readonly manifest: Uint8Array;
  readonly mediaType?: string;
  readonly tag?: string;
  /** What the client says the digest is. */
  readonly digest?: string;
}

export interface PutImageResult {
  readonly image: StoredImage;
  /** False when the repository was already exactly so. */
  readonly changed: boolean;
}

/** The images of every repository and the tags that point at them. */
export interface ImageStore {
  put(repository: Repository, request: PutImageRequest): PutImageResult;
  find(repositoryName: string, id: { digest?: string; tag?: string }): StoredImage | undefined;
  manifestOf(image: StoredImage): string;
  /** Oldest first. */
  list(repositoryName: string): StoredImage[];
  /** Oldest first. */
  tagsOf(repositoryName: string, digest?: string): string[];
  /** Digests of the indexes that list this image. */
  parentsOf(image: StoredImage): string[];
  update(image: StoredImage, change: Partial<StoredImage>): StoredImage;
  untag(repositoryName: string, tag: string): void;
  /** With its tags; layers that nothing else uses go too. */
  remove(image: StoredImage): void;
  removeAll(repositoryName: string): void;
}

export function openImageStore(deps: { store: Store; layers: Layers; clock: Clock; accountId: string }): ImageStore {
  const images: Collection<StoredImage> = deps.store.collection('ecr.images');
  const tags: Collection<ImageTag> = deps.store.collection('ecr.imageTags');
  // Manifests lie apart, so that noting a pull does not write the whole manifest again.
  const manifests: Collection<string> = deps.store.collection('ecr.manifests');
  const imageKey = (repositoryName: string, digest: string) => `${repositoryName}@${digest}`;
  const tagKey = (repositoryName: string, tag: string) => `${repositoryName}:${tag}`;

  const find: ImageStore['find'] = (repositoryName, { digest, tag }) => {
    const tagged = tag === undefined ? undefined : tags.get(tagKey(repositoryName, tag))?.digest;
    if (tag !== undefined && (tagged === undefined || (digest !== undefined && digest !== tagged))) return undefined;
    const wanted = digest ?? tagged;
    return wanted === undefined ? undefined : images.get(imageKey(repositoryName, wanted));
  };
  const list = (repositoryName: string) => images.values().filter((image) => image.repositoryName === repositoryName);

  const requireContent = ({ name }: Repository, manifest: Manifest) => {
    const layers = manifest.layerDigests.filter((digest) => !deps.layers.find(name, digest));
    if (layers.length > 0) throw layersNotFound(layers, name, deps.accountId);
    const children = manifest.childDigests.filter((digest) => !find(name, { digest }));
    if (children.length > 0) throw referencedImagesNotFound(children, name, deps.accountId);
  };
  const sizeOf = ({ name }: Repository, { layerDigests, childDigests }: Manifest) =>
    childDigests.length > 0
      ? Math.max(...childDigests.map((digest) => find(name, { digest })?.sizeBytes ?? 0))
      : layerDigests.reduce((sum, digest) => sum + (deps.layers.find(name, digest)?.sizeBytes ?? 0), 0);

  const add = (repository: Repository, { text, ...manifest }: Manifest): StoredImage => {
    const now = deps.clock.now();
    const scanned = repository.scanOnPush && isScannable(manifest);
    const image: StoredImage = {
      ...manifest,
      repositoryName: repository.name,
      sizeBytes: sizeOf(repository, { ...manifest, text }),
      pushedAt: now,
      ...(scanned ? { scan: { startedAt: now } } : {}),
    };
    manifests.set(image.digest, text);
    images.set(imageKey(repository.name, image.digest), image);
    deps.layers.release(repository.name, image.layerDigests);
    return image;
  };
  const forget = (image: StoredImage) => {
    for (const { repositoryName, digest, tag } of tags.values()) {
      if (repositoryName === image.repositoryName && digest === image.digest) tags.delete(tagKey(repositoryName, tag));
    }
    images.delete(imageKey(image.repositoryName, image.digest));
    if (!images.values().some(({ digest }) => digest === image.digest)) manifests.delete(image.digest);
  };

  return {
    find,
    list,
    put: (repository, request) => {
      const manifest = parseManifest(request.manifest, request.mediaType);
      if (request.digest !== undefined && request.digest !== manifest.digest) {
        throw imageDigestDoesNotMatch(request.digest, manifest.digest);
      }
      const { tag } = request;
      const tagged = tag === undefined ? undefined : find(repository.name, { tag });
      const isMoved = tagged?.digest !== manifest.digest;
      if (tag !== undefined && tagged && isMoved && isImmutable(repository, tag)) throw imageTagAlreadyExists(tag, repository.name);
      const existing = find(repository.name, { digest: manifest.digest });
      if (existing === undefined) requireContent(repository, manifest);
      const image = existing ?? add(repository, manifest);
      if (tag !== undefined && isMoved) {
        const key = tagKey(repository.name, tag);
        tags.delete(key);
        tags.set(key, { repositoryName: repository.name, tag, digest: image.digest });
      }
      return { image, changed: existing === undefined || (tag !== undefined && isMoved) };
    },
    manifestOf: ({ digest }) => manifests.get(digest) ?? '',
    tagsOf: (repositoryName, digest) =>
      tags
        .values()
        .filter((entry) => entry.repositoryName === repositoryName && (digest === undefined || entry.digest === digest))
        .map(({ tag }) => tag),
    parentsOf: (image) =>
      list(image.repositoryName)
        .filter(({ childDigests }) => childDigests.includes(image.digest))
        .map(({ digest }) => digest),
    update: (image, change) => images.update(imageKey(image.repositoryName, image.digest), change),
    untag: (repositoryName, tag) => void tags.delete(tagKey(repositoryName, tag)),
    remove: (image) => {
      forget(image);
      deps.layers.dropUnused(image.repositoryName, new Set(list(image.repositoryName).flatMap(({ layerDigests }) => layerDigests)));
    },
    removeAll: (repositoryName) => list(repositoryName).forEach(forget),
  };
}
