import { AwsFailure, type AwsFailureKind } from './aws-failure.js';

interface SdkError extends Error {
  readonly code?: string;
  readonly Code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly errors?: readonly { readonly code?: string }[];
}

/** Order matters: the first pattern that fits names the kind. */
const kinds: readonly (readonly [RegExp, AwsFailureKind])[] = [
  [/^(CredentialsProviderError|TokenProviderError)$/, 'no-credentials'],
  [/^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/, 'expired'],
  [/^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure)$/, 'invalid-credentials'],
  [/^(AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedException)$/, 'denied'],
  [/^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|ProvisionedThroughputExceededException)$/, 'throttled'],
  [/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|TimeoutError|NetworkingError|EPIPE|EHOSTUNREACH)$/, 'unreachable'],
  [/^NotImplemented$/, 'not-implemented'],
  [/(AlreadyExists|AlreadyExistsException|Duplicate\w*|\.Duplicate|TableAlreadyExistsException)$/, 'already-exists'],
  [/(NotFound|NotFoundException|NoSuchEntity|NoSuchEntityException)$/, 'not-found'],
  [/^(ResourceInUse|ResourceInUseException|DeleteConflict|DeleteConflictException|DependencyViolation|RepositoryNotEmptyException|ClusterContains\w+)$/, 'in-use'],
];

/** SDK error → `AwsFailure`. Texts: the SDK's captured error objects and aws-behaviours of each service. */
export function translateError(error: unknown, operation: string): AwsFailure {
  if (error instanceof AwsFailure) return error;
  const sdkError = error as SdkError;
  const codes = [sdkError.name, sdkError.Code, sdkError.code, ...(sdkError.errors ?? []).map(({ code }) => code)].filter((code) => code !== undefined);
  const message = sdkError.message || codes.join(' ');
  return new AwsFailure(kindOf(codes, message), operation, sdkError.Code ?? sdkError.name, message, error);
}

function kindOf(codes: readonly string[], message: string): AwsFailureKind {
  if (message === 'Region is missing') return 'no-region';
  if (/scoped to a valid region/.test(message)) return 'other-region';
  // CloudFormation says with a plain ValidationError that a stack is not there.
  if (codes.includes('ValidationError') && /does not exist$/.test(message)) return 'not-found';
  return kinds.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1] ?? 'other';
}
