import { failedConstraint, invalidParameter } from './errors.js';

/** A page of a sorted list. The token is the place to go on from; AWS's too is opaque and ends after a day. */
export function pageOf<T>(sorted: readonly T[], limit: number, maximum: number, token?: string): { items: T[]; nextToken?: string } {
  if (limit < 1) throw failedConstraint('limit', limit, 'Member must have value greater than or equal to 1');
  if (limit > maximum) throw failedConstraint('limit', limit, `Member must have value less than or equal to ${maximum}`);
  const from = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(from) || from < 0) throw invalidParameter('The specified nextToken is invalid.');
  const to = from + limit;
  return { items: sorted.slice(from, to), ...(to < sorted.length ? { nextToken: Buffer.from(String(to)).toString('base64url') } : {}) };
}
