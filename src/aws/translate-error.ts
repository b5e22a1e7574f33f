import { STATUS_CODES } from 'node:http';
import { AwsFailure, type AwsFailureKind } from './aws-failure.js';

interface SdkError extends Error {
  readonly code?: string;
  readonly Code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly errors?: readonly SdkError[];
}

/**
 * Order matters: the first pattern that fits names the kind. Codes: the common errors of each service's API reference,
 * and the SDK's own names for what never reached a service.
 */
const kinds: readonly (readonly [RegExp, AwsFailureKind])[] = [
  // What OpenSSL says of the other end's certificate, in Node's names.
  [/^(CERT_NOT_YET_VALID|CERT_HAS_EXPIRED)$/, 'certificate-time'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'certificate-name'],
  [/^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED|INVALID_CA)$/, 'certificate'],
  [/^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENETDOWN)$/, 'no-network'],
  [/^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|TimeoutError|NetworkingError|EPIPE|EHOSTUNREACH)$/, 'unreachable'],
  [/^(CredentialsProviderError|TokenProviderError|MissingAuthenticationToken|MissingAuthenticationTokenException)$/, 'no-credentials'],
  // EC2 says RequestExpired of temporary keys whose time is over.
  [/^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/, 'expired'],
  [/^(RequestTimeTooSkewed|RequestInTheFuture)$/, 'clock-skew'],
  [/^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure|IncompleteSignature)$/, 'invalid-credentials'],
  [/^(OptInRequired|SubscriptionRequiredException|PendingVerification|Blocked|BlockedException)$/, 'account-not-ready'],
  [/^(InvalidIdentityToken|InvalidIdentityTokenException|IDPCommunicationError|IDPCommunicationErrorException|IDPRejectedClaim\w*)$/, 'web-identity'],
  [/^(AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedException|NotAuthorized)$/, 'denied'],
  [/^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|RequestThrottled\w*|ProvisionedThroughputExceededException|SlowDown)$/, 'throttled'],
  [/^(LimitExceeded|LimitExceededException|ServiceQuotaExceededException|TooMany\w+|\w+LimitExceeded(Exception)?|\w+\.LimitExceeded)$/, 'quota'],
  [/^NotImplemented$/, 'not-implemented'],
  [/(AlreadyExists|AlreadyExistsException|Duplicate\w*|\.Duplicate|TableAlreadyExistsException)$/, 'already-exists'],
  [/(NotFound|NotFoundException|NoSuchEntity|NoSuchEntityException)$/, 'not-found'],
  [/^(ResourceInUse|ResourceInUseException|DeleteConflict|DeleteConflictException|DependencyViolation|RepositoryNotEmptyException|ClusterContains\w+)$/, 'in-use'],
  [/^(InternalFailure|InternalError|InternalServerError|ServerException|ServiceUnavailable|ServiceUnavailableException|Unavailable)$/, 'server-error'],
];

/** The same where no code is left: whoever fetches credentials hands on the words alone. */
const words: readonly (readonly [RegExp, AwsFailureKind])[] = [
  [/certificate (is not yet valid|has expired)/i, 'certificate-time'],
  [/self[- ]signed certificate|unable to get (local )?issuer certificate|unable to verify the first certificate/i, 'certificate'],
  [/ENOTFOUND|EAI_AGAIN|ENETUNREACH/, 'no-network'],
  [/ECONNREFUSED|ECONNRESET|ETIMEDOUT/, 'unreachable'],
];

const noSuchProfile = /could not resolve credentials using profile|profile .* (could not be found|not found)|is not configured/i;

/** What each source of credentials says when it has none to give. */
const credentialWords: readonly (readonly [RegExp, AwsFailureKind])[] = [
  [/multi-factor authentication/i, 'mfa'],
  [/credential_process|^Command failed/i, 'process-failed'],
  [/session token not found or invalid|session token associated/i, 'expired'],
  [noSuchProfile, 'wrong-profile'],
  [/ForbiddenException/, 'denied'],
  [/sso login|SSO session/i, 'expired'],
  [/aws login|re-?authenticate|login.cache|login session|Failed to (load|refresh) (a )?token/i, 'login-over'],
  [/expired/i, 'expired'],
  [/web.?identity/i, 'web-identity'],
];

/** SDK error → `AwsFailure`. Texts: the SDK's captured error objects and aws-behaviours of each service. */
export function translateError(error: unknown, operation: string, profile?: string): AwsFailure {
  if (error instanceof AwsFailure) return error;
  const sdkError = error as SdkError;
  const causes = [sdkError, ...(sdkError.errors ?? []), ...causesOf(sdkError)];
  const codes = causes.flatMap(({ name, Code, code }) => [name, Code, code]).filter((code) => code !== undefined);
  const status = sdkError.$metadata?.httpStatusCode;
  const message = sdkError.message || codes.join(' ');
  const kind = kindOf(codes, message, status);
  // An answer that is not of AWS, but of something on the way.
  if (sdkError.name === 'Unknown' && status !== undefined) return new AwsFailure(kind, operation, `HTTP ${status}`, STATUS_CODES[status] ?? message, error, profile);
  return new AwsFailure(kind, operation, sdkError.Code ?? sdkError.name, message, error, profile);
}

function kindOf(codes: readonly string[], message: string, status: number | undefined): AwsFailureKind {
  if (message === 'Region is missing') return 'no-region';
  if (/scoped to a valid region/.test(message)) return 'other-region';
  if (codes.some((code) => /^(Credentials|Token)ProviderError$/.test(code))) return kindByWords(words, message) ?? kindByWords(credentialWords, message) ?? kindOfCode(codes) ?? 'no-credentials';
  if (noSuchProfile.test(message)) return 'wrong-profile';
  // The file with the token of a web identity is read by the SDK as it is.
  if (codes.includes('ENOENT')) return 'web-identity';
  // Elastic Load Balancing says so to new accounts, as of a thing that is not permitted.
  if (/account currently does not support|account is (currently )?blocked/i.test(message)) return 'account-not-ready';
  // With the same code as a wrong key: only the words say that it is the clock.
  if (/signature (expired|not yet current)/i.test(message)) return 'clock-skew';
  if (status === 407 || /proxy/i.test(message)) return certificateKind(codes, message) ?? 'proxy';
  // CloudFormation says with a plain ValidationError that a stack is not there.
  if (codes.includes('ValidationError') && /does not exist$/.test(message)) return 'not-found';
  // ECS says so, with a plain InvalidParameterException, of a service whose name is taken.
  if (/was not idempotent/.test(message)) return 'already-exists';
  return kindOfCode(codes) ?? (status !== undefined && status >= 500 ? 'server-error' : 'other');
}

function kindOfCode(codes: readonly string[]): AwsFailureKind | undefined {
  return kinds.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1];
}

/** A certificate that is not trusted is nothing that the proxy's settings could mend. */
function certificateKind(codes: readonly string[], message: string): AwsFailureKind | undefined {
  const kind = kindOfCode(codes) ?? kindByWords(words, message);
  return kind?.startsWith('certificate') === true ? kind : undefined;
}

function kindByWords(table: readonly (readonly [RegExp, AwsFailureKind])[], message: string): AwsFailureKind | undefined {
  return table.find(([pattern]) => pattern.test(message))?.[1];
}

/** What lies below: the SDK wraps what it met on the way to credentials. */
function causesOf({ cause }: SdkError): SdkError[] {
  return cause instanceof Error ? [cause, ...causesOf(cause)] : [];
}
