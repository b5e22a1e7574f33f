import type { StoredImage } from '../model.js';
import { isDigest, isTag } from '../names.js';
import { answerEmpty, bodyOf } from './exchange.js';
import type { Exchange } from './exchange.js';
import { manifestUnknown, RegistryError } from './registry-error.js';

/** ECR's limit for a manifest. */
const maxManifestBytes = 4 * 1024 * 1024;

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
export function getManifest({ registry, repository, reference, request, response, clock }: Exchange): void {
  const image = registry.images.find(repository.name, idOf(reference));
  if (image === undefined) throw manifestUnknown();
  const body = Buffer.from(registry.images.manifestOf(image));
  response.writeHead(200, {
    'Content-Type': image.mediaType,
    'Content-Length': body.length,
    'Docker-Content-Digest': image.digest,
    ETag: `"${image.digest}"`,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  if (request.method === 'GET') registry.images.update(image, { lastPulledAt: clock.now() });
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-manifests */
export async function putManifest(exchange: Exchange): Promise<void> {
  const { registry, repository, reference, request, response } = exchange;
  const id = idOf(reference);
  const manifest = await readBody(bodyOf(exchange), Number(request.headers['content-length'] ?? 0));
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim();
  // The repository may have been deleted, or made immutable, while the body came in.
  const current = registry.repositories.require(repository.name);
  const { image } = registry.images.put(current, { manifest, ...(mediaType ? { mediaType } : {}), ...id });
  answerEmpty(response, 201, {
    Location: `/v2/${repository.name}/manifests/${image.digest}`,
    'Docker-Content-Digest': image.digest,
    ...(image.subjectDigest === undefined ? {} : { 'OCI-Subject': image.subjectDigest }),
  });
}

/** By tag takes the tag away, by digest the image. */
export function deleteManifest({ registry, repository, reference, response }: Exchange): void {
  const image = registry.images.find(repository.name, idOf(reference));
  if (image === undefined) throw manifestUnknown();
  if (isDigest(reference)) {
    requireUnreferenced(registry.images.parentsOf(image), image);
    registry.images.remove(image);
  } else {
    registry.images.untag(repository.name, reference);
  }
  answerEmpty(response, 202);
}

function requireUnreferenced(parents: readonly string[], image: StoredImage): void {
  if (parents.length === 0) return;
  throw new RegistryError(405, 'UNSUPPORTED', `${image.digest} cannot be deleted: Requested image referenced by manifest list: [${parents.join(', ')}]`);
}

function idOf(reference: string): { digest: string } | { tag: string } {
  if (isDigest(reference)) return { digest: reference };
  if (isTag(reference)) return { tag: reference };
  throw new RegistryError(400, 'TAG_INVALID', `'${reference.slice(0, 140)}' is neither a tag nor a sha256 digest`);
}

async function readBody(body: AsyncIterable<Uint8Array>, declared: number): Promise<Buffer> {
  const tooLarge = () => new RegistryError(413, 'SIZE_INVALID', `A manifest has at most ${maxManifestBytes} bytes`);
  if (declared > maxManifestBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxManifestBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
