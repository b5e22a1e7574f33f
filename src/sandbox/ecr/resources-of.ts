import type { Account } from '../context.js';
import { repositoryArn } from './arn.js';

/** ARNs of the repositories that a request names; `*` for one that names none (GetAuthorizationToken). */
export function resourcesOf(account: Account, body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null) return ['*'];
  const { repositoryName, repositoryNames, resourceArn } = body as Readonly<Record<string, unknown>>;
  if (typeof resourceArn === 'string') return [resourceArn];
  const names = [repositoryName, ...(Array.isArray(repositoryNames) ? (repositoryNames as unknown[]) : [])];
  const arns = names.filter((name) => typeof name === 'string').map((name) => repositoryArn(account, name));
  return arns.length > 0 ? arns : ['*'];
}
