import { createHash } from 'node:crypto';
import { invalidManifest } from './errors.js';
import { isDigest } from './names.js';

/** What the registry reads from the bytes of a manifest. The bytes themselves are never rewritten. */
export interface Manifest {
  readonly digest: string;
  readonly text: string;
  readonly mediaType: string;
  readonly artifactMediaType?: string;
  readonly subjectDigest?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Configuration and layers that must be in the repository. */
  readonly layerDigests: readonly string[];
  /** Images that an index lists. */
  readonly childDigests: readonly string[];
}

const imageTypes = ['application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.oci.image.manifest.v1+json'];
const configTypes = ['application/vnd.docker.container.image.v1+json', 'application/vnd.oci.image.config.v1+json'];
const indexTypes = ['application/vnd.docker.distribution.manifest.list.v2+json', 'application/vnd.oci.image.index.v1+json'];

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a Docker schema 2 manifest or list, or an OCI image manifest or index. `declaredType` is what the client
 * says it is. Throws InvalidParameterException with the reason.
 */
export function parseManifest(bytes: Uint8Array, declaredType?: string): Manifest {
  const root = parseJson(bytes);
  if (root['schemaVersion'] !== 2) throw invalidManifest('schemaVersion must be 2: schema 1 manifests are not accepted');
  const mediaType = mediaTypeOf(root, declaredType);
  const subject = root['subject'];
  const config = root['config'];
  const isIndex = indexTypes.includes(mediaType);
  const artifactMediaType = textOf(root['artifactType']) ?? (isObject(config) ? textOf(config['mediaType']) : undefined);
  return {
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    text: Buffer.from(bytes).toString('utf8'),
    mediaType,
    ...(artifactMediaType === undefined ? {} : { artifactMediaType }),
    ...(subject === undefined ? {} : { subjectDigest: digestIn(subject, 'subject') }),
    ...annotationsIn(root),
    layerDigests: isIndex ? [] : unique([digestIn(config, 'config'), ...digestsIn(root, 'layers')]),
    childDigests: isIndex ? unique(digestsIn(root, 'manifests')) : [],
  };
}

export function isIndexType(mediaType: string): boolean {
  return indexTypes.includes(mediaType);
}

/** An image of one platform: neither an index nor an attestation. */
export function isScannable({ mediaType, artifactMediaType = '' }: Pick<Manifest, 'mediaType' | 'artifactMediaType'>): boolean {
  return !isIndexType(mediaType) && configTypes.includes(artifactMediaType);
}

function parseJson(bytes: Uint8Array): Json {
  let root: unknown;
  try {
    root = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw invalidManifest('must be JSON in UTF-8');
  }
  if (!isObject(root)) throw invalidManifest('must be a JSON object');
  return root;
}

function mediaTypeOf(root: Json, declaredType: string | undefined): string {
  const written = textOf(root['mediaType']);
  const inferred = Array.isArray(root['manifests']) ? indexTypes[1] : imageTypes[1];
  const mediaType = written ?? declaredType ?? inferred ?? '';
  if (declaredType !== undefined && declaredType !== mediaType) {
    throw invalidManifest(`mediaType must be the declared ${declaredType}`);
  }
  if (![...imageTypes, ...indexTypes].includes(mediaType)) throw invalidManifest('mediaType must be that of a Docker schema 2 or OCI manifest');
  return mediaType;
}

function digestsIn(root: Json, member: string): string[] {
  const list = root[member];
  if (!Array.isArray(list)) throw invalidManifest(`${member} must be a list`);
  return list.flatMap((descriptor: unknown) => {
    const digest = digestIn(descriptor, member);
    // A layer with its own addresses is fetched from there and not pushed.
    const isForeign = isObject(descriptor) && Array.isArray(descriptor['urls']) && descriptor['urls'].length > 0;
    return isForeign ? [] : [digest];
  });
}

function digestIn(descriptor: unknown, member: string): string {
  const digest = isObject(descriptor) ? textOf(descriptor['digest']) : undefined;
  if (digest === undefined || !isDigest(digest)) throw invalidManifest(`${member} must have a digest of the form sha256:<64 hex digits>`);
  return digest;
}

function annotationsIn(root: Json): { annotations?: Record<string, string> } {
  if (!isObject(root['annotations'])) return {};
  const entries = Object.entries(root['annotations']).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { annotations: Object.fromEntries(entries) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function unique(digests: readonly string[]): string[] {
  return [...new Set(digests)];
}
