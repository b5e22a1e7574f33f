import { EngineError } from '../../engine.js';
import { formatReference, parseReference, repositoryName } from '../../image-reference.js';
import type { PracticeStores } from '../practice-stores.js';
import type { ManifestDocument } from '../store/image-document.js';
import type { RegistryClient } from './registry-client.js';
import { connectRegistry } from './registry-client.js';
import { pushError } from './registry-errors.js';

export interface TransferOptions {
  readonly onOutput?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Sends an image to the registry in its name: every blob that is not there yet, then the manifest.
 *
 * @returns the manifest's digest, "sha256:…"
 * @throws EngineError with docker's words for what the registry refused
 */
export async function pushImage(text: string, stores: PracticeStores, { onOutput = () => undefined, signal }: TransferOptions = {}): Promise<{ digest: string }> {
  const reference = parseReference(text);
  if (reference.digest) throw new EngineError('failed', 'cannot push a digest reference');
  const image = await stores.images.find(text);
  if (!image) throw new EngineError('image-not-found', `An image does not exist locally with the tag: ${repositoryName(reference)}`);
  const client = await connectRegistry(reference, stores.credentials);
  onOutput(`The push refers to repository [${repositoryName(reference)}]`);

  const manifestBytes = await stores.blobs.read(image.manifestDigest);
  const manifest = JSON.parse(manifestBytes.toString('utf8')) as ManifestDocument;
  for (const { digest } of manifest.layers) onOutput(`${shortId(digest)}: Preparing`);
  await knock(client, signal);
  for (const { digest } of [...manifest.layers, manifest.config]) {
    const sent = await pushBlob(client, reference.repository, digest, stores, signal);
    if (digest !== manifest.config.digest) onOutput(`${shortId(digest)}: ${sent ? 'Pushed' : 'Layer already exists'}`);
  }

  const tag = reference.tag ?? 'latest';
  const response = await client.call({
    method: 'PUT',
    path: `${reference.repository}/manifests/${tag}`,
    headers: { 'content-type': manifest.mediaType },
    body: manifestBytes,
    signal,
  });
  if (!response.ok) throw await pushError(response, client.hasCredentials);
  await response.arrayBuffer();
  await stores.images.point(formatReference({ ...reference, tag: undefined, digest: image.manifestDigest }), image.id);
  onOutput(`${tag}: digest: ${image.manifestDigest} size: ${manifestBytes.length}`);
  return { digest: image.manifestDigest };
}

/** Asks for the way in, so that nobody waits for an upload that will be refused. */
async function knock(client: RegistryClient, signal?: AbortSignal): Promise<void> {
  const response = await client.call({ method: 'GET', path: '', signal });
  if (!response.ok) throw await pushError(response, client.hasCredentials);
  await response.arrayBuffer();
}

async function pushBlob(client: RegistryClient, repository: string, digest: string, stores: PracticeStores, signal?: AbortSignal): Promise<boolean> {
  const there = await client.call({ method: 'HEAD', path: `${repository}/blobs/${digest}`, signal });
  if (there.ok) return false;

  const opened = await client.call({ method: 'POST', path: `${repository}/blobs/uploads/`, signal });
  if (opened.status !== 202) throw await pushError(opened, client.hasCredentials);
  await opened.arrayBuffer();
  const location = new URL(opened.headers.get('location') ?? '', client.url(`${repository}/blobs/uploads/`));
  location.searchParams.set('digest', digest);
  const stored = await client.call({
    method: 'PUT',
    path: location.href,
    headers: { 'content-type': 'application/octet-stream' },
    body: await stores.blobs.read(digest),
    signal,
  });
  if (stored.status !== 201) throw await pushError(stored, client.hasCredentials);
  await stored.arrayBuffer();
  return true;
}

function shortId(digest: string): string {
  return digest.slice('sha256:'.length, 'sha256:'.length + 12);
}
