import { AwsError } from '../aws-error.js';

/** The errors that both faces of the registry, the ECR API and the distribution API, can show. */

export function repositoryNotFound(name: string, registryId: string): AwsError {
  return new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registryId}'`,
  );
}

export function imageTagAlreadyExists(tag: string, repositoryName: string): AwsError {
  return new AwsError(
    'ImageTagAlreadyExistsException',
    `The image tag '${tag}' already exists in the '${repositoryName}' repository and cannot be overwritten because the tag is immutable.`,
  );
}

export function layersNotFound(digests: readonly string[], repositoryName: string, registryId: string): AwsError {
  return new AwsError('LayersNotFoundException', required('Layers', digests, repositoryName, registryId));
}

export function referencedImagesNotFound(digests: readonly string[], repositoryName: string, registryId: string): AwsError {
  return new AwsError('ReferencedImagesNotFoundException', required('Images', digests, repositoryName, registryId));
}

function required(what: string, digests: readonly string[], repositoryName: string, registryId: string): string {
  return `${what} with digests '[${digests.join(', ')}]' required for pushing image into repository with name '${repositoryName}' in the registry with id '${registryId}' do not exist`;
}

export function imageDigestDoesNotMatch(given: string, calculated: string): AwsError {
  return new AwsError(
    'ImageDigestDoesNotMatchException',
    `The image digest '${given}' does not match the digest '${calculated}' calculated by the registry from the manifest`,
  );
}

export function invalidManifest(reason: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid parameter at 'ImageManifest' failed to satisfy constraint: '${reason}'`);
}

export function invalidParameter(name: string, constraint: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid parameter at '${name}' failed to satisfy constraint: '${constraint}'`);
}

export function uploadNotFound(uploadId: string, repositoryName: string, registryId: string): AwsError {
  return new AwsError(
    'UploadNotFoundException',
    `The upload with id '${uploadId}' does not exist in the repository with name '${repositoryName}' in the registry with id '${registryId}'`,
  );
}

/** Two writers at one upload would interleave their bytes. */
export function uploadBusy(uploadId: string): AwsError {
  return new AwsError('LimitExceededException', `The upload with id '${uploadId}' is being written to by another request`);
}

export function layerDigestDoesNotMatch(given: string, calculated: string): AwsError {
  return new AwsError('InvalidLayerException', `The layer digest '${given}' does not match the digest '${calculated}' of the uploaded bytes`);
}
