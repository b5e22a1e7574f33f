export type AwsFailureKind =
  | 'no-credentials'
  | 'wrong-profile'
  | 'expired'
  | 'login-over'
  | 'mfa'
  | 'process-failed'
  | 'web-identity'
  | 'invalid-credentials'
  | 'clock-skew'
  | 'no-region'
  | 'other-region'
  | 'denied'
  | 'account-not-ready'
  | 'throttled'
  | 'quota'
  | 'server-error'
  | 'no-network'
  | 'proxy'
  | 'certificate'
  | 'certificate-time'
  | 'certificate-name'
  | 'certificate-file'
  | 'unreachable'
  | 'not-found'
  | 'already-exists'
  | 'in-use'
  | 'not-implemented'
  | 'other';

/** What AWS (or the way to it) refused, translated once, at the edge. `message` is AWS's own. */
export class AwsFailure extends Error {
  override readonly name = 'AwsFailure';
  constructor(
    readonly kind: AwsFailureKind,
    /** e.g. "ecs:CreateCluster" */
    readonly operation: string,
    /** AWS's error name, e.g. "ClusterNotFoundException". */
    readonly code: string,
    message: string,
    cause?: unknown,
    /** The profile that the credentials came from, or were to come from; undefined: the one without a name. */
    readonly profile?: string,
  ) {
    super(message, { cause });
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof AwsFailure && error.kind === 'not-found';
}

/** Resolves to undefined instead of rejecting when the thing is not there. */
export async function orUndefined<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
