import type { Account } from '../context.js';

export function repositoryArn(account: Account, name: string): string {
  return `arn:aws:ecr:${account.region}:${account.id}:repository/${name}`;
}
