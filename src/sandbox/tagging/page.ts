import { badPaginationToken } from './errors.js';

/** A page of a sorted list; the token names the last entry given. An empty token: this was the last page. */
export function pageOf<T>(sorted: readonly T[], keyOf: (entry: T) => string, limit: number, token = ''): { items: T[]; token: string } {
  const after = readToken(token);
  const rest = after === undefined ? sorted : sorted.filter((entry) => keyOf(entry) > after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  if (rest.length <= limit || last === undefined) return { items, token: '' };
  return { items, token: Buffer.from(JSON.stringify({ after: keyOf(last) })).toString('base64url') };
}

function readToken(token: string): string | undefined {
  if (token === '') return undefined;
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (typeof read === 'object' && read !== null && 'after' in read && typeof read.after === 'string') return read.after;
  } catch {
    throw badPaginationToken();
  }
  throw badPaginationToken();
}
