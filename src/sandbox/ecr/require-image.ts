import type { ImageIdentifier } from '@aws-sdk/client-ecr';
import { invalidParameter } from '../registry/errors.js';
import type { StoredImage } from '../registry/model.js';
import type { EcrDeps } from './deps.js';
import { imageNotFound } from './errors.js';
import { lookUpImage } from './image-lookup.js';

/** The image that an operation names. Throws RepositoryNotFoundException, ImageNotFoundException or InvalidParameterException. */
export function requireImage({ context, registry }: EcrDeps, repositoryName: string, registryId: string | undefined, imageId: ImageIdentifier): StoredImage {
  registry.repositories.require(repositoryName, registryId);
  const { image, failure } = lookUpImage(registry.images, repositoryName, imageId);
  if (image) return image;
  if (failure.failureCode === 'ImageNotFound' || failure.failureCode === 'ImageTagDoesNotMatchDigest') {
    throw imageNotFound(imageId, repositoryName, context.account.id);
  }
  throw invalidParameter('imageId', failure.failureReason ?? '');
}
