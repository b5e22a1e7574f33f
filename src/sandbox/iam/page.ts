import { validationError } from './errors.js';

export interface Page<T> {
  readonly items: T[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

/**
 * Cuts a list (sorted by its unique key) as IAM does. The marker names the last item given, so that a deletion
 * between two pages loses nothing.
 */
export function pageOf<T>(all: readonly T[], keyOf: (item: T) => string, request: { Marker?: string; MaxItems?: number }): Page<T> {
  const limit = request.MaxItems ?? 100;
  if (limit < 1 || limit > 1000) {
    throw validationError(
      `1 validation error detected: Value '${limit}' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and 1000`,
    );
  }
  const sorted = [...all].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const after = request.Marker === undefined ? undefined : Buffer.from(request.Marker, 'base64url').toString();
  const rest = after === undefined ? sorted : sorted.filter((item) => keyOf(item) > after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  if (rest.length <= limit || last === undefined) return { items, IsTruncated: false };
  return { items, IsTruncated: true, Marker: Buffer.from(keyOf(last)).toString('base64url') };
}
