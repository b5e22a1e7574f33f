import type { Account } from '../context.js';

export function tableArn({ id, region }: Account, table: string): string {
  return `arn:aws:dynamodb:${region}:${id}:table/${table}`;
}

/** Wherever a table is named, its ARN will do as well. */
export function tableNameOf(nameOrArn: string): string {
  return /^arn:[^:]*:dynamodb:[^:]*:\d*:table\/([^/]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;
}
