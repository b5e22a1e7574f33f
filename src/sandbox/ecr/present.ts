import type { ImageDetail, ImageTagMutabilityExclusionFilter, Repository as RepositoryShape } from '@aws-sdk/client-ecr';
import { registryHost } from '../context.js';
import type { Repository, StoredImage } from '../registry/model.js';
import type { EcrDeps } from './deps.js';

/** A stored repository as the API shows it. */
export function presentRepository({ context }: EcrDeps, repository: Repository): RepositoryShape {
  return {
    repositoryArn: repository.arn,
    registryId: context.account.id,
    repositoryName: repository.name,
    repositoryUri: `${registryHost(context.endpoint)}/${repository.name}`,
    createdAt: new Date(repository.createdAt),
    imageTagMutability: repository.tagMutability,
    ...presentExclusions(repository),
    imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
    encryptionConfiguration: {
      encryptionType: repository.encryption.type === 'AES256' ? 'AES256' : repository.encryption.type === 'KMS' ? 'KMS' : 'KMS_DSSE',
      ...(repository.encryption.kmsKey === undefined ? {} : { kmsKey: repository.encryption.kmsKey }),
    },
  };
}

export function presentExclusions({ exclusions }: Repository): { imageTagMutabilityExclusionFilters?: ImageTagMutabilityExclusionFilter[] } {
  if (exclusions.length === 0) return {};
  return { imageTagMutabilityExclusionFilters: exclusions.map((filter) => ({ filterType: 'WILDCARD' as const, filter })) };
}

export function presentImage({ context, registry }: EcrDeps, image: StoredImage): ImageDetail {
  const tags = registry.images.tagsOf(image.repositoryName, image.digest);
  return {
    registryId: context.account.id,
    repositoryName: image.repositoryName,
    imageDigest: image.digest,
    ...(tags.length === 0 ? {} : { imageTags: tags }),
    imageSizeInBytes: image.sizeBytes,
    imagePushedAt: new Date(image.pushedAt),
    imageManifestMediaType: image.mediaType,
    ...(image.artifactMediaType === undefined ? {} : { artifactMediaType: image.artifactMediaType }),
    ...(image.lastPulledAt === undefined ? {} : { lastRecordedPullTime: new Date(image.lastPulledAt) }),
    ...(image.subjectDigest === undefined ? {} : { subjectManifestDigest: image.subjectDigest }),
    imageStatus: 'ACTIVE',
  };
}
