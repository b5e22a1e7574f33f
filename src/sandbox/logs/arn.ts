import type { Account } from '../context.js';

/** Without the `:*` that most answers end it with. */
export function groupArn({ id, region }: Account, group: string): string {
  return `arn:aws:logs:${region}:${id}:log-group:${group}`;
}

export function streamArn(account: Account, group: string, stream: string): string {
  return `${groupArn(account, group)}:log-stream:${stream}`;
}

/** The name in an identifier that is either a name or an ARN, with or without `:*`. */
export function groupNameOf(identifier: string): string {
  return /^arn:[^:]*:logs:[^:]*:\d*:log-group:([^:]*)/.exec(identifier)?.[1] ?? identifier;
}
