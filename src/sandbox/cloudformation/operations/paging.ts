import { validationError } from '../errors.js';

const pageSize = 100;

/** A page of a hundred. The token is the number of items given so far. */
export function pageOf<T>(items: readonly T[], token: string | undefined): { items: readonly T[]; nextToken: string | undefined } {
  const start = token === undefined || token === '' ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw validationError('Invalid NextToken');
  const end = start + pageSize;
  return { items: items.slice(start, end), nextToken: end < items.length ? Buffer.from(String(end)).toString('base64url') : undefined };
}
