import { AwsError } from '../aws-error.js';
import { invalidValue } from './errors.js';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** One page of `items`. The token names the last item given, so that items made meanwhile do not shift pages. */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  request: { MaxResults?: number; NextToken?: string },
): Page<T> {
  const { MaxResults: max, NextToken: token } = request;
  if (max !== undefined && (max < 5 || max > 1000)) {
    throw invalidValue(`Value ( ${max} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.`);
  }
  const start = token === undefined || token === '' ? 0 : positionAfter(items, token);
  const end = max === undefined ? items.length : start + max;
  const page = items.slice(start, end);
  const last = page.at(-1);
  return { items: page, nextToken: end < items.length && last ? Buffer.from(last.id).toString('base64url') : undefined };
}

function positionAfter(items: readonly { readonly id: string }[], token: string): number {
  const id = Buffer.from(token, 'base64url').toString();
  const position = items.findIndex((item) => item.id === id);
  if (position < 0) throw new AwsError('InvalidNextToken', 'The token is invalid or has expired.');
  return position + 1;
}
