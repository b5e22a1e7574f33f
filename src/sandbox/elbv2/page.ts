import { requireRange, validationError } from './errors.js';

const largestPage = 400;

/** A page of a list, by PageSize and Marker (the position, in base64 so that nobody counts on it). */
export function page<T>(items: readonly T[], input: { readonly Marker?: string; readonly PageSize?: number }): { readonly items: T[]; readonly next?: string } {
  requireRange(input.PageSize, 'pageSize', 1, largestPage);
  const start = input.Marker === undefined ? 0 : Number(Buffer.from(input.Marker, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw validationError(`'${input.Marker}' is not a valid marker`);
  const end = start + (input.PageSize ?? largestPage);
  return { items: items.slice(start, end), next: end < items.length ? Buffer.from(String(end)).toString('base64url') : undefined };
}
