import type { BatchGetImageCommandInput, BatchGetImageCommandOutput } from '@aws-sdk/client-ecr';
import { invalidParameter } from '../../registry/errors.js';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { lookUpImage } from '../image-lookup.js';

/**
 * Manifests as they were pushed. `acceptedMediaTypes` is not acted upon: ECR no longer converts manifests for clients
 * that know schema 2. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html
 */
export function batchGetImage({ context, registry }: EcrDeps): Handler<BatchGetImageCommandInput, BatchGetImageCommandOutput> {
  return ({ repositoryName = '', registryId, imageIds = [] }) => {
    registry.repositories.require(repositoryName, registryId);
    if (imageIds.length < 1 || imageIds.length > 100) throw invalidParameter('imageIds', 'must have between 1 and 100 items');
    const found = imageIds.map((imageId) => ({ imageId, ...lookUpImage(registry.images, repositoryName, imageId) }));
    return {
      images: found.flatMap(({ imageId, image }) => {
        if (image === undefined) return [];
        registry.images.update(image, { lastPulledAt: context.clock.now() });
        return [
          {
            registryId: context.account.id,
            repositoryName,
            imageId: { imageDigest: image.digest, ...(imageId.imageTag === undefined ? {} : { imageTag: imageId.imageTag }) },
            imageManifest: registry.images.manifestOf(image),
            imageManifestMediaType: image.mediaType,
          },
        ];
      }),
      failures: found.flatMap(({ failure }) => failure ?? []),
    };
  };
}
