export type AwsFailureKind =
  | 'no-credentials'
  | 'wrong-profile'
  | 'expired'
  | 'invalid-credentials'
  | 'clock-skew'
  | 'no-region'
  | 'other-region'
  | 'denied'
  | 'throttled'
  | 'quota'
  | 'server-error'
  | 'no-network'
  | 'proxy'
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
