import { isDigest, isRepositoryName } from '../names.js';
import type { UploadStatus } from '../uploads.js';
import { answerEmpty, bodyOf } from './exchange.js';
import type { Exchange } from './exchange.js';
import { digestInvalid, RegistryError } from './registry-error.js';

/**
 * Begins an upload; with `?mount=&from=` takes the blob from another repository, with `?digest=` takes the body as
 * the whole blob. https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-blobs
 */
export async function postUpload(exchange: Exchange): Promise<void> {
  const { registry, repository, query, response } = exchange;
  const mount = query.get('mount');
  if (mount !== null && mountBlob(exchange, mount, query.get('from'))) return answerCreated(exchange, mount);

  const digest = query.get('digest');
  if (digest !== null && !isDigest(digest)) throw digestInvalid(digest);
  const upload = registry.uploads.begin(repository.name);
  if (digest === null) return answerEmpty(response, 202, progressHeaders(repository.name, upload));
  await registry.uploads.append(repository.name, upload.id, bodyOf(exchange));
  registry.uploads.commit(repository.name, upload.id, digest);
  answerCreated(exchange, digest);
}

/** Adds a part. A part that does not start where the last one ended is refused with where it should start. */
export async function patchUpload(exchange: Exchange): Promise<void> {
  const { registry, repository, reference, request, response } = exchange;
  const upload = registry.uploads.status(repository.name, reference);
  requireContinuation(repository.name, upload, request.headers['content-range'], request.headers['content-length']);
  const grown = await registry.uploads.append(repository.name, reference, bodyOf(exchange));
  answerEmpty(response, 202, progressHeaders(repository.name, grown));
}

/** Takes a last part, if there is one, and closes the upload under its digest. */
export async function putUpload(exchange: Exchange): Promise<void> {
  const { registry, repository, reference, query, request } = exchange;
  const upload = registry.uploads.status(repository.name, reference);
  const digest = query.get('digest') ?? '';
  if (!isDigest(digest)) throw digestInvalid(digest);
  requireContinuation(repository.name, upload, request.headers['content-range'], request.headers['content-length']);
  await registry.uploads.append(repository.name, reference, bodyOf(exchange));
  registry.uploads.commit(repository.name, reference, digest);
  answerCreated(exchange, digest);
}

export function getUpload({ registry, repository, reference, response }: Exchange): void {
  answerEmpty(response, 204, progressHeaders(repository.name, registry.uploads.status(repository.name, reference)));
}

export function deleteUpload({ registry, repository, reference, response }: Exchange): void {
  registry.uploads.cancel(repository.name, reference);
  answerEmpty(response, 204);
}

function mountBlob({ registry, repository }: Exchange, digest: string, from: string | null): boolean {
  if (from === null || !isDigest(digest) || !isRepositoryName(from)) return false;
  const layer = registry.layers.find(from, digest);
  if (layer) registry.layers.link({ ...layer, repositoryName: repository.name });
  return layer !== undefined;
}

function requireContinuation(name: string, upload: UploadStatus, range: string | undefined, length: string | undefined): void {
  if (range === undefined) return;
  const [, start, end] = /^(?:bytes[ =])?(\d{1,15})-(\d{1,15})(?:\/(?:\d+|\*))?$/.exec(range) ?? [];
  if (start === undefined || Number(start) !== upload.sizeBytes || Number(end) < Number(start)) {
    const message = `The next byte of this upload is number ${upload.sizeBytes}, but Content-Range says '${range.slice(0, 60)}'`;
    throw new RegistryError(416, 'BLOB_UPLOAD_INVALID', message, progressHeaders(name, upload));
  }
  if (length !== undefined && Number(length) !== Number(end) - Number(start) + 1) {
    throw new RegistryError(400, 'SIZE_INVALID', `Content-Range and Content-Length (${length}) do not agree`);
  }
}

function progressHeaders(name: string, { id, sizeBytes }: UploadStatus): Record<string, string> {
  return {
    Location: `/v2/${name}/blobs/uploads/${id}`,
    Range: `0-${Math.max(sizeBytes - 1, 0)}`,
    'Docker-Upload-UUID': id,
  };
}

function answerCreated({ repository, response }: Exchange, digest: string): void {
  answerEmpty(response, 201, { Location: `/v2/${repository.name}/blobs/${digest}`, 'Docker-Content-Digest': digest });
}
