import type { ImageFailure, ImageIdentifier } from '@aws-sdk/client-ecr';
import type { StoredImage } from '../registry/model.js';
import { isTag } from '../registry/names.js';
import type { ImageStore } from '../registry/image-store.js';

export type ImageLookup =
  | { readonly image: StoredImage; readonly failure?: undefined }
  | { readonly failure: ImageFailure; readonly image?: undefined };

/** Finds the image that a batch operation names, or the failure that it answers for that one. */
export function lookUpImage(images: ImageStore, repositoryName: string, imageId: ImageIdentifier): ImageLookup {
  const { imageDigest: digest, imageTag: tag } = imageId;
  const fail = (failureCode: ImageFailure['failureCode'], failureReason: string) => ({ failure: { imageId, failureCode, failureReason } });

  if (digest === undefined && tag === undefined) {
    return fail('MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null');
  }
  if (digest !== undefined && !/^[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+$/.test(digest)) {
    return fail('InvalidImageDigest', "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'");
  }
  if (tag !== undefined && !isTag(tag)) {
    return fail('InvalidImageTag', 'Invalid request parameters: image tag has characters that a tag cannot have, or more than 128');
  }
  const image = images.find(repositoryName, { ...(digest === undefined ? {} : { digest }), ...(tag === undefined ? {} : { tag }) });
  if (image) return { image };
  if (digest !== undefined && tag !== undefined && images.find(repositoryName, { digest }) && images.find(repositoryName, { tag })) {
    return fail('ImageTagDoesNotMatchDigest', 'Requested image tag does not match the requested image digest');
  }
  return fail('ImageNotFound', 'Requested image not found');
}
