import { STATUS_CODES } from 'node:http';
import { AwsFailure, type AwsFailureKind } from './aws-failure.js';

interface SdkError extends Error {
  readonly code?: string;
  readonly Code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly errors?: readonly { readonly code?: string }[];
}

/**
 * Order matters: the first pattern that fits names the kind. Codes: the common errors of each service's API reference,
 * and the SDK's own names for what never reached a service.
 */
const kinds: readonly (readonly [RegExp, AwsFailureKind])[] = [
  [/^(CredentialsProviderError|TokenProviderError|MissingAuthenticationToken|MissingAuthenticationTokenException)$/, 'no-credentials'],
  // EC2 says RequestExpired of temporary keys whose time is over.
  [/^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/, 'expired'],
  [/^(RequestTimeTooSkewed|RequestInTheFuture)$/, 'clock-skew'],
  [/^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure|IncompleteSignature)$/, 'invalid-credentials'],
  [/^(AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedException|NotAuthorized|OptInRequired)$/, 'denied'],
  [/^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|RequestThrottled\w*|ProvisionedThroughputExceededException|SlowDown)$/, 'throttled'],
  [/^(LimitExceeded|LimitExceededException|ServiceQuotaExceededException|TooMany\w+|\w+LimitExceeded(Exception)?|\w+\.LimitExceeded)$/, 'quota'],
  [/^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENETDOWN)$/, 'no-network'],
  [/^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|TimeoutError|NetworkingError|EPIPE|EHOSTUNREACH)$/, 'unreachable'],
  [/^NotImplemented$/, 'not-implemented'],
  [/(AlreadyExists|AlreadyExistsException|Duplicate\w*|\.Duplicate|TableAlreadyExistsException)$/, 'already-exists'],
  [/(NotFound|NotFoundException|NoSuchEntity|NoSuchEntityException)$/, 'not-found'],
  [/^(ResourceInUse|ResourceInUseException|DeleteConflict|DeleteConflictException|DependencyViolation|RepositoryNotEmptyException|ClusterContains\w+)$/, 'in-use'],
  [/^(InternalFailure|InternalError|InternalServerError|ServerException|ServiceUnavailable|ServiceUnavailableException|Unavailable)$/, 'server-error'],
];

/** SDK error → `AwsFailure`. Texts: the SDK's captured error objects and aws-behaviours of each service. */
export function translateError(error: unknown, operation: string): AwsFailure {
  if (error instanceof AwsFailure) return error;
  const sdkError = error as SdkError;
  const codes = [sdkError.name, sdkError.Code, sdkError.code, ...(sdkError.errors ?? []).map(({ code }) => code)].filter((code) => code !== undefined);
  const status = sdkError.$metadata?.httpStatusCode;
  const message = sdkError.message || codes.join(' ');
  const kind = kindOf(codes, message, status);
  // An answer that is not of AWS, but of something on the way.
  if (sdkError.name === 'Unknown' && status !== undefined) return new AwsFailure(kind, operation, `HTTP ${status}`, STATUS_CODES[status] ?? message, error);
  return new AwsFailure(kind, operation, sdkError.Code ?? sdkError.name, message, error);
}

function kindOf(codes: readonly string[], message: string, status: number | undefined): AwsFailureKind {
  if (message === 'Region is missing') return 'no-region';
  if (/scoped to a valid region/.test(message)) return 'other-region';
  if (/could not resolve credentials using profile|profile .* (could not be found|not found)|is not configured/i.test(message)) return 'wrong-profile';
  if (codes.includes('CredentialsProviderError') && /expired|sso login/i.test(message)) return 'expired';
  // With the same code as a wrong key: only the words say that it is the clock.
  if (/signature (expired|not yet current)/i.test(message)) return 'clock-skew';
  if (status === 407 || /proxy/i.test(message)) return 'proxy';
  // CloudFormation says with a plain ValidationError that a stack is not there.
  if (codes.includes('ValidationError') && /does not exist$/.test(message)) return 'not-found';
  // ECS says so, with a plain InvalidParameterException, of a service whose name is taken.
  if (/was not idempotent/.test(message)) return 'already-exists';
  const known = kinds.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1];
  return known ?? (status !== undefined && status >= 500 ? 'server-error' : 'other');
}
