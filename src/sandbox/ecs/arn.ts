import type { SandboxContext } from '../context.js';

export function ecsArn({ account }: Pick<SandboxContext, 'account'>, resource: string): string {
  return `arn:aws:ecs:${account.region}:${account.id}:${resource}`;
}

/** What comes after the last slash of an ARN or short ARN; a plain name as it is. */
export function lastPart(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
