import type { DescribeImagesCommandInput, DescribeImagesCommandOutput } from '@aws-sdk/client-ecr';
import { invalidParameter } from '../../registry/errors.js';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { imageNotFound } from '../errors.js';
import { lookUpImage } from '../image-lookup.js';
import { pageOf } from '../page.js';
import { presentImage } from '../present.js';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html */
export function describeImages(deps: EcrDeps): Handler<DescribeImagesCommandInput, DescribeImagesCommandOutput> {
  const { context, registry } = deps;
  return ({ repositoryName = '', registryId, imageIds, nextToken, maxResults, filter }) => {
    registry.repositories.require(repositoryName, registryId);
    if (imageIds !== undefined && imageIds.length > 0) {
      if (nextToken !== undefined || maxResults !== undefined || filter !== undefined) {
        throw invalidParameter('imageIds', 'must not be given together with nextToken, maxResults or filter');
      }
      const images = imageIds.map((imageId) => {
        const { image, failure } = lookUpImage(registry.images, repositoryName, imageId);
        if (failure?.failureCode === 'ImageNotFound') throw imageNotFound(imageId, repositoryName, context.account.id);
        if (failure) throw invalidParameter('imageIds', failure.failureReason ?? '');
        return image;
      });
      const unique = [...new Map(images.map((image) => [image.digest, image])).values()];
      return { imageDetails: unique.map((image) => presentImage(deps, image)) };
    }

    const { tagStatus = 'ANY', imageStatus = 'ACTIVE' } = filter ?? {};
    const details = registry.images
      .list(repositoryName)
      .map((image) => presentImage(deps, image))
      .filter(({ imageTags }) => tagStatus === 'ANY' || (tagStatus === 'TAGGED') === (imageTags !== undefined))
      .filter(() => imageStatus === 'ACTIVE' || imageStatus === 'ANY');
    const { items, ...next } = pageOf(details, ({ imageDigest }) => imageDigest ?? '', { nextToken, maxResults });
    return { imageDetails: items, ...next };
  };
}
