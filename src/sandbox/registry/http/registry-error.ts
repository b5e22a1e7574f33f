import { AwsError } from '../../aws-error.js';

/**
 * An error of the distribution API:
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes
 */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The same refusal in the registry's words: ECR keeps its own text and only the code is translated. */
const translations: Readonly<Record<string, readonly [status: number, code: string]>> = {
  RepositoryNotFoundException: [404, 'NAME_UNKNOWN'],
  ImageTagAlreadyExistsException: [400, 'TAG_INVALID'],
  LayersNotFoundException: [404, 'MANIFEST_BLOB_UNKNOWN'],
  ReferencedImagesNotFoundException: [404, 'MANIFEST_BLOB_UNKNOWN'],
  ImageDigestDoesNotMatchException: [400, 'DIGEST_INVALID'],
  InvalidLayerException: [400, 'DIGEST_INVALID'],
  InvalidParameterException: [400, 'MANIFEST_INVALID'],
  LimitExceededException: [409, 'BLOB_UPLOAD_INVALID'],
  UploadNotFoundException: [404, 'BLOB_UPLOAD_UNKNOWN'],
};

/** undefined: not a refusal but a bug or a broken disk. */
export function toRegistryError(error: unknown): RegistryError | undefined {
  if (error instanceof RegistryError) return error;
  const translation = error instanceof AwsError ? translations[error.code] : undefined;
  return translation && error instanceof Error ? new RegistryError(...translation, error.message) : undefined;
}

export function blobUnknown(digest: string): RegistryError {
  return new RegistryError(404, 'BLOB_UNKNOWN', `The blob ${digest} is not in this repository`);
}

export function manifestUnknown(): RegistryError {
  return new RegistryError(404, 'MANIFEST_UNKNOWN', 'Requested image not found');
}

export function digestInvalid(text: string): RegistryError {
  return new RegistryError(400, 'DIGEST_INVALID', `'${text.slice(0, 100)}' is not a digest of the form sha256:<64 hex digits>`);
}

export function methodUnsupported(method: string, allowed: readonly string[]): RegistryError {
  const headers = allowed.length > 0 ? { Allow: allowed.join(', ') } : undefined;
  return new RegistryError(405, 'UNSUPPORTED', `The registry does not support ${method} here`, headers);
}
