import { AwsError } from '../aws-error.js';

export function repositoryAlreadyExists(name: string, registryId: string): AwsError {
  return new AwsError(
    'RepositoryAlreadyExistsException',
    `The repository with name '${name}' already exists in the registry with id '${registryId}'`,
  );
}

export function repositoryNotEmpty(name: string, registryId: string): AwsError {
  return new AwsError(
    'RepositoryNotEmptyException',
    `The repository with name '${name}' in registry with id '${registryId}' cannot be deleted because it still contains images`,
  );
}

export function imageNotFound(id: ImageIdText, repositoryName: string, registryId: string): AwsError {
  return new AwsError(
    'ImageNotFoundException',
    `The image with imageId ${describe(id)} does not exist within the repository with name '${repositoryName}' in the registry with id '${registryId}'`,
  );
}

export function imageAlreadyExists(digest: string, tag: string | undefined, repositoryName: string, registryId: string): AwsError {
  return new AwsError(
    'ImageAlreadyExistsException',
    `Image with digest '${digest}' and tag '${tag ?? 'null'}' already exists in the repository with name '${repositoryName}' in registry with id '${registryId}'`,
  );
}

export function scanNotFound(id: ImageIdText, repositoryName: string, registryId: string): AwsError {
  return new AwsError(
    'ScanNotFoundException',
    `Image scan does not exist for the image with '${describe(id)}' in the repository with name '${repositoryName}' in the registry with id '${registryId}'`,
  );
}

export function scanQuotaExceeded(): AwsError {
  return new AwsError('LimitExceededException', 'The scan quota per image has been exceeded. Wait and try again.');
}

/** Seen at https://github.com/alexjurkiewicz/ecr-scan-image/issues/43 */
export function unsupportedImageType(mediaType: string): AwsError {
  return new AwsError('UnsupportedImageTypeException', `An artifact with media type '${mediaType}' cannot be scanned`);
}

export function lifecyclePolicyNotFound(repositoryName: string, registryId: string): AwsError {
  return new AwsError('LifecyclePolicyNotFoundException', `Lifecycle policy does not exist for the repository with name '${repositoryName}' in the registry with id '${registryId}'`);
}

export function repositoryPolicyNotFound(repositoryName: string, registryId: string): AwsError {
  return new AwsError('RepositoryPolicyNotFoundException', `Repository policy does not exist for the repository with name '${repositoryName}' in the registry with id '${registryId}'`);
}

export function invalidTag(reason: string): AwsError {
  return new AwsError('InvalidTagParameterException', reason);
}

export function tooManyTags(limit: number): AwsError {
  return new AwsError('TooManyTagsException', `A repository can have at most ${limit} tags`);
}

export function invalidLayerPart(uploadId: string, repositoryName: string, registryId: string, sizeBytes: number): AwsError {
  return new AwsError('InvalidLayerPartException', `The layer part is not valid: the next byte of upload '${uploadId}' is number ${sizeBytes}`, {
    fields: { registryId, repositoryName, uploadId, lastValidByteReceived: sizeBytes - 1 },
  });
}

export function emptyUpload(uploadId: string): AwsError {
  return new AwsError('EmptyUploadException', `The upload with id '${uploadId}' has no layer parts`);
}

export function layerAlreadyExists(digest: string, repositoryName: string, registryId: string): AwsError {
  return new AwsError(
    'LayerAlreadyExistsException',
    `Layer with digest '${digest}' already exists in the repository with name '${repositoryName}' in registry with id '${registryId}'`,
  );
}

interface ImageIdText {
  readonly imageDigest?: string | undefined;
  readonly imageTag?: string | undefined;
}

function describe({ imageDigest, imageTag }: ImageIdText): string {
  return `{imageDigest:'${imageDigest ?? 'null'}', imageTag:'${imageTag ?? 'null'}'}`;
}
