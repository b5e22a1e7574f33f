import { pipeline } from 'node:stream/promises';
import { isDigest } from '../names.js';
import { parseByteRange } from './byte-range.js';
import { answerEmpty } from './exchange.js';
import type { Exchange } from './exchange.js';
import { blobUnknown, digestInvalid, RegistryError } from './registry-error.js';

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#checking-if-content-exists-in-the-registry */
export function headBlob({ registry, repository, reference, response }: Exchange): void {
  requireDigest(reference);
  const layer = registry.layers.claim(repository.name, reference);
  if (layer === undefined) throw blobUnknown(reference);
  answerEmpty(response, 200, headersOf(reference, layer.sizeBytes));
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-blobs */
export async function getBlob({ registry, repository, reference, request, response }: Exchange): Promise<void> {
  requireDigest(reference);
  const size = registry.layers.find(repository.name, reference) ? registry.files.sizeOf(reference) : undefined;
  if (size === undefined) throw blobUnknown(reference);

  const range = parseByteRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    throw new RegistryError(416, 'SIZE_INVALID', `The blob has ${size} bytes`, { 'Content-Range': `bytes */${size}` });
  }
  if (size === 0) return answerEmpty(response, 200, headersOf(reference, 0));
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const headers = headersOf(reference, end - start + 1);
  response.writeHead(range ? 206 : 200, range ? { ...headers, 'Content-Range': `bytes ${start}-${end}/${size}` } : headers);
  await pipeline(registry.files.read(reference, { start, end }), response);
}

function requireDigest(reference: string): void {
  if (!isDigest(reference)) throw digestInvalid(reference);
}

function headersOf(digest: string, length: number): Record<string, string | number> {
  return {
    'Content-Type': 'application/octet-stream',
    'Content-Length': length,
    'Accept-Ranges': 'bytes',
    'Docker-Content-Digest': digest,
    ETag: `"${digest}"`,
  };
}
