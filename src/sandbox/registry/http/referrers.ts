import { isDigest } from '../names.js';
import { answerJson } from './exchange.js';
import type { Exchange } from './exchange.js';
import { digestInvalid } from './registry-error.js';

const indexType = 'application/vnd.oci.image.index.v1+json';

/**
 * What was pushed with this digest as its `subject` (signatures, attestations); an empty index when there is nothing.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers
 */
export function listReferrers({ registry, repository, reference, query, response }: Exchange): void {
  if (!isDigest(reference)) throw digestInvalid(reference);
  const artifactType = query.get('artifactType');
  const manifests = registry.images
    .list(repository.name)
    .filter((image) => image.subjectDigest === reference && (artifactType === null || image.artifactMediaType === artifactType))
    .map((image) => ({
      mediaType: image.mediaType,
      digest: image.digest,
      size: Buffer.byteLength(registry.images.manifestOf(image)),
      ...(image.artifactMediaType === undefined ? {} : { artifactType: image.artifactMediaType }),
      ...(image.annotations === undefined ? {} : { annotations: image.annotations }),
    }));
  const filtered: Record<string, string> = artifactType === null ? {} : { 'OCI-Filters-Applied': 'artifactType' };
  answerJson(response, 200, { schemaVersion: 2, mediaType: indexType, manifests }, { 'Content-Type': indexType, ...filtered });
}
