import { randomBytes } from 'node:crypto';
import type { Clock } from '../../shared/clock.js';
import type { Store } from '../store/store.js';
import type { Principal } from './principal.js';

export interface IssuedKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Present for keys of a session. */
  readonly sessionToken?: string;
  readonly principal: Principal;
  /** Milliseconds since the epoch; undefined: does not expire. */
  readonly expiresAt?: number;
}

/** The keys that the sandbox knows: the owner's, and those of assumed roles. All random, all of this sandbox only. */
export interface Credentials {
  readonly owner: IssuedKey;
  find(accessKeyId: string): IssuedKey | undefined;
  /** Issues keys of a role session, as AssumeRole does. */
  issueForRole(role: { roleName: string; roleId: string; accountId: string }, sessionName: string, durationSeconds: number): IssuedKey;
  revoke(accessKeyId: string): void;
}

export function createCredentials(store: Store, clock: Clock, accountId: string): Credentials {
  const keys = store.collection<IssuedKey>('identity.keys');
  const ownerId = store.collection<string>('identity.owner');

  const existing = keys.get(ownerId.get('accessKeyId') ?? '');
  const owner = existing ?? issue('AKIA', { kind: 'owner', arn: `arn:aws:iam::${accountId}:user/learner`, userId: `AIDA${base32(16)}` });
  if (!existing) ownerId.set('accessKeyId', owner.accessKeyId);

  function issue(prefix: 'AKIA' | 'ASIA', principal: Principal, durationSeconds?: number): IssuedKey {
    const key: IssuedKey = {
      accessKeyId: `${prefix}${base32(16)}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      principal,
      ...(durationSeconds === undefined
        ? {}
        : { sessionToken: randomBytes(96).toString('base64'), expiresAt: clock.now() + durationSeconds * 1000 }),
    };
    keys.set(key.accessKeyId, key);
    return key;
  }

  return {
    owner,
    find: (accessKeyId) => keys.get(accessKeyId),
    issueForRole: ({ roleName, roleId, accountId: account }, sessionName, durationSeconds) => {
      for (const key of keys.values()) {
        if (key.expiresAt !== undefined && key.expiresAt < clock.now() - 3_600_000) keys.delete(key.accessKeyId);
      }
      const principal: Principal = {
        kind: 'role',
        arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`,
        userId: `${roleId}:${sessionName}`,
        roleName,
      };
      return issue('ASIA', principal, durationSeconds);
    },
    revoke: (accessKeyId) => void keys.delete(accessKeyId),
  };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(length: number): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % 32]).join('');
}
