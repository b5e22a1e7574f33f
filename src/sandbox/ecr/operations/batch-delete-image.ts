import type { BatchDeleteImageCommandInput, BatchDeleteImageCommandOutput, ImageFailure, ImageIdentifier } from '@aws-sdk/client-ecr';
import { invalidParameter } from '../../registry/errors.js';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { lookUpImage } from '../image-lookup.js';

/**
 * By tag takes the tag away, and the image with its last tag; by digest the image with all its tags.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html
 */
export function batchDeleteImage(deps: EcrDeps): Handler<BatchDeleteImageCommandInput, BatchDeleteImageCommandOutput> {
  return ({ repositoryName = '', registryId, imageIds = [] }) => {
    deps.registry.repositories.require(repositoryName, registryId);
    if (imageIds.length < 1 || imageIds.length > 100) throw invalidParameter('imageIds', 'must have between 1 and 100 items');
    const failures: ImageFailure[] = [];
    const deleted: ImageIdentifier[] = [];
    for (const imageId of imageIds) {
      const outcome = deleteImage(deps, repositoryName, imageId);
      if (Array.isArray(outcome)) deleted.push(...outcome);
      else failures.push(outcome);
    }
    return { imageIds: deleted, failures };
  };
}

function deleteImage({ registry: { images } }: EcrDeps, repositoryName: string, imageId: ImageIdentifier): ImageIdentifier[] | ImageFailure {
  const { image, failure } = lookUpImage(images, repositoryName, imageId);
  if (failure) return failure;

  const tags = images.tagsOf(repositoryName, image.digest);
  const { imageTag, imageDigest } = imageId;
  if (imageTag !== undefined && imageDigest === undefined && tags.length > 1) {
    images.untag(repositoryName, imageTag);
    return [{ imageDigest: image.digest, imageTag }];
  }
  const parents = images.parentsOf(image);
  if (parents.length > 0) {
    const failureReason = `Requested image referenced by manifest list: [${parents.join(', ')}]`;
    return { imageId, failureCode: 'ImageReferencedByManifestList', failureReason };
  }
  images.remove(image);
  return tags.length === 0 ? [{ imageDigest: image.digest }] : tags.map((tag) => ({ imageDigest: image.digest, imageTag: tag }));
}
