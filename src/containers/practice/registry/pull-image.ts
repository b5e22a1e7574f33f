import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { EngineError } from '../../engine.js';
import type { ImageReference } from '../../image-reference.js';
import { formatReference, parseReference } from '../../image-reference.js';
import { hostArchitecture } from '../build/base-images.js';
import { readLayerEntries } from '../layers/read-layer-entries.js';
import type { PracticeStores } from '../practice-stores.js';
import { sha256 } from '../store/blob-store.js';
import type { Descriptor, ManifestDocument, StoredLayer } from '../store/image-document.js';
import { MediaType } from '../store/image-document.js';
import type { TransferOptions } from './push-image.js';
import type { RegistryClient } from './registry-client.js';
import { connectRegistry } from './registry-client.js';
import { mediaTypeIn, readImageDocument, readIndex, readManifest } from './read-documents.js';
import { pullError } from './registry-errors.js';

const ACCEPT = [MediaType.manifest, MediaType.ociManifest, MediaType.manifestList, MediaType.ociIndex].join(', ');
const LARGEST_MANIFEST = 4 * 1024 * 1024;
const LARGEST_LAYER = 10 * 1024 ** 3;

/**
 * Brings an image from the registry in its name, by tag or digest; every byte is checked against its digest.
 *
 * @throws EngineError with docker's words for what the registry refused
 */
export async function pullImage(text: string, stores: PracticeStores, { onOutput = () => undefined, signal }: TransferOptions = {}): Promise<void> {
  const reference = parseReference(text);
  const client = await connectRegistry(reference, stores.credentials);
  const wanted = reference.digest ?? reference.tag ?? 'latest';
  onOutput(`${wanted}: Pulling from ${reference.repository}`);

  const top = await fetchManifest(client, reference, wanted, signal);
  const isIndex = top.mediaType === MediaType.manifestList || top.mediaType === MediaType.ociIndex;
  const { bytes, digest } = isIndex ? await fetchManifest(client, reference, selectPlatform(top.bytes), signal) : top;
  const manifest = readManifest(bytes);
  checkMediaTypes(manifest);

  await fetchBlob(client, reference, manifest.config, LARGEST_MANIFEST, stores, signal);
  const document = readImageDocument(await stores.blobs.read(manifest.config.digest));
  const layers: StoredLayer[] = [];
  for (const [index, layer] of manifest.layers.entries()) {
    const isNew = await fetchBlob(client, reference, layer, LARGEST_LAYER, stores, signal);
    onOutput(`${layer.digest.slice(7, 19)}: ${isNew ? 'Pull complete' : 'Already exists'}`);
    const entries = await readLayerEntries(stores.blobs.path(layer.digest));
    const contentSize = entries.reduce((sum, { size }) => sum + size, 0);
    layers.push({ digest: layer.digest, size: layer.size, diffId: document.rootfs.diff_ids[index] ?? '', contentSize });
  }

  await stores.blobs.write(bytes);
  await stores.images.addPulled({ id: manifest.config.digest, manifestDigest: digest, layers, recordedAt: new Date().toISOString() });
  if (!reference.digest) await stores.images.point(text, manifest.config.digest);
  await stores.images.point(formatReference({ ...reference, tag: undefined, digest: top.digest }), manifest.config.digest);
  onOutput(`Digest: ${top.digest}`);
  onOutput(`Status: Downloaded newer image for ${formatReference(reference)}`);
}

interface FetchedManifest {
  readonly bytes: Buffer;
  readonly digest: string;
  readonly mediaType: string;
}

async function fetchManifest(client: RegistryClient, reference: ImageReference, wanted: string, signal?: AbortSignal): Promise<FetchedManifest> {
  const path = `${reference.repository}/manifests/${wanted}`;
  const response = await client.call({ method: 'GET', path, headers: { accept: ACCEPT }, signal });
  if (!response.ok) throw await pullError(response, client.hasCredentials, reference, client.url(path));
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length > LARGEST_MANIFEST) throw new EngineError('failed', `the manifest of ${formatReference(reference)} is larger than ${LARGEST_MANIFEST} bytes`);
  const digest = sha256(bytes);
  if (wanted.startsWith('sha256:') && digest !== wanted) throw new EngineError('failed', `manifest verification failed for digest ${wanted}`);
  return { bytes, digest, mediaType: mediaTypeIn(bytes) ?? response.headers.get('content-type')?.split(';')[0] ?? '' };
}

function selectPlatform(indexBytes: Buffer): string {
  const match = readIndex(indexBytes).find(({ platform }) => platform?.os === 'linux' && platform.architecture === hostArchitecture);
  if (!match) throw new EngineError('image-not-found', `Error response from daemon: no matching manifest for linux/${hostArchitecture} in the manifest list entries`);
  return match.digest;
}

function checkMediaTypes({ layers }: ManifestDocument): void {
  const strange = layers.find(({ mediaType }) => !/(?:tar|tar\+gzip|tar\.gzip)$/.test(mediaType));
  if (strange) throw new EngineError('unsupported', `a layer of type ${strange.mediaType} is not supported by the practice engine: install Docker`);
}

/** False when the blob was here already. */
async function fetchBlob(
  client: RegistryClient,
  reference: ImageReference,
  { digest, size }: Descriptor,
  largest: number,
  stores: PracticeStores,
  signal?: AbortSignal,
): Promise<boolean> {
  if ((await stores.blobs.size(digest)) !== undefined) return false;
  const path = `${reference.repository}/blobs/${digest}`;
  const response = await client.call({ method: 'GET', path, signal });
  if (!response.ok || !response.body) throw await pullError(response, client.hasCredentials, reference, client.url(path));
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  await stores.blobs.writeStream(body, { digest, maxBytes: Math.min(size, largest) });
  return true;
}
