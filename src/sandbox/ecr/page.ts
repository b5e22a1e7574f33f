import { invalidParameter } from '../registry/errors.js';

export interface Page<T> {
  readonly items: T[];
  readonly nextToken?: string;
}

/**
 * One page of a list. The token names the last item that was shown, so that items which come or go in between
 * neither repeat nor hide others. Throws InvalidParameterException for a token that is not one of ours.
 */
export function pageOf<T>(
  all: readonly T[],
  keyOf: (item: T) => string,
  { nextToken, maxResults = 100 }: { nextToken?: string | undefined; maxResults?: number | undefined },
): Page<T> {
  if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > 1000) {
    throw invalidParameter('maxResults', 'must be between 1 and 1000');
  }
  const sorted = [...all].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const after = nextToken === undefined ? undefined : readToken(nextToken);
  const rest = after === undefined ? sorted : sorted.filter((item) => keyOf(item) > after);
  const items = rest.slice(0, maxResults);
  const last = items.at(-1);
  const hasMore = last !== undefined && rest.length > items.length;
  return hasMore ? { items, nextToken: Buffer.from(JSON.stringify([keyOf(last)])).toString('base64url') } : { items };
}

function readToken(token: string): string {
  try {
    const [key] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[];
    if (typeof key === 'string') return key;
  } catch {
    // falls through to the refusal
  }
  throw invalidParameter('nextToken', 'must be a token that an earlier call returned');
}
