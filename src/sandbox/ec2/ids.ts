import { randomBytes } from 'node:crypto';

/** An id as EC2 makes them: the prefix and 17 hex digits of which the first is 0, e.g. "vpc-0f3c…". */
export function newId(prefix: string): string {
  return `${prefix}-0${randomBytes(8).toString('hex')}`;
}
