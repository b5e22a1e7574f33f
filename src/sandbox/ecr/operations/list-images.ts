import type { ImageIdentifier, ListImagesCommandInput, ListImagesCommandOutput } from '@aws-sdk/client-ecr';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { pageOf } from '../page.js';

/** One entry a tag, and one for each image without any. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html */
export function listImages({ registry }: EcrDeps): Handler<ListImagesCommandInput, ListImagesCommandOutput> {
  return ({ repositoryName = '', registryId, nextToken, maxResults, filter }) => {
    registry.repositories.require(repositoryName, registryId);
    const { tagStatus = 'ANY', imageStatus = 'ACTIVE' } = filter ?? {};
    const isShown = imageStatus === 'ACTIVE' || imageStatus === 'ANY';
    const all = registry.images.list(repositoryName).flatMap(({ digest }): ImageIdentifier[] => {
      const tags = registry.images.tagsOf(repositoryName, digest);
      if (tags.length === 0) return tagStatus === 'TAGGED' ? [] : [{ imageDigest: digest }];
      return tagStatus === 'UNTAGGED' ? [] : tags.map((imageTag) => ({ imageDigest: digest, imageTag }));
    });
    const { items, ...next } = pageOf(isShown ? all : [], (id) => `${id.imageDigest}:${id.imageTag ?? ''}`, { nextToken, maxResults });
    return { imageIds: items, ...next };
  };
}
