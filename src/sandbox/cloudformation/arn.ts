import { randomUUID } from 'node:crypto';
import type { Account } from '../context.js';

/** arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/UUID */
export function newStackId({ region, id }: Account, name: string): string {
  return `arn:aws:cloudformation:${region}:${id}:stack/${name}/${randomUUID()}`;
}

export function newChangeSetId({ region, id }: Account, name: string): string {
  return `arn:aws:cloudformation:${region}:${id}:changeSet/${name}/${randomUUID()}`;
}
