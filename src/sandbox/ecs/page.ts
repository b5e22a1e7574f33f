import { invalidParameter } from './errors.js';

export interface Page<T> {
  readonly items: T[];
  readonly nextToken: string | undefined;
}

/** One page of ARNs or names. The token names the last one given, so that a deletion between two pages loses nothing. */
export function pageOf(
  items: readonly string[],
  request: { maxResults?: number; nextToken?: string },
  most = 100,
): Page<string> {
  const { maxResults = most, nextToken } = request;
  if (maxResults < 1 || maxResults > most) throw invalidParameter(`maxResults must be between 1 and ${most}.`);
  const after = nextToken === undefined || nextToken === '' ? undefined : Buffer.from(nextToken, 'base64url').toString();
  const position = after === undefined ? 0 : items.indexOf(after) + 1;
  if (after !== undefined && position === 0) throw invalidParameter('Invalid token in request.');
  const page = items.slice(position, position + maxResults);
  const last = page.at(-1);
  const more = position + maxResults < items.length && last !== undefined;
  return { items: page, nextToken: more ? Buffer.from(last).toString('base64url') : undefined };
}
