import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../shared/clock.js';
import type { Collection, Store } from '../store/store.js';

const lifetimeMs = 12 * 3_600_000;

export type TokenState = 'valid' | 'expired' | 'unknown';

/** The registry's passwords: random, one per call, good for 12 hours. Only their hashes are kept. */
export interface AuthorizationTokens {
  issue(): { readonly password: string; readonly expiresAt: number };
  check(password: string): TokenState;
}

export function openAuthorizationTokens(store: Store, clock: Clock): AuthorizationTokens {
  const tokens: Collection<{ readonly expiresAt: number }> = store.collection('ecr.tokens');
  return {
    issue: () => {
      // An expired one is remembered for as long again, so that "expired" can be told from "never given".
      for (const key of tokens.keys()) if ((tokens.get(key)?.expiresAt ?? 0) + lifetimeMs < clock.now()) tokens.delete(key);
      const password = randomBytes(192).toString('base64url');
      const expiresAt = clock.now() + lifetimeMs;
      tokens.set(hashOf(password), { expiresAt });
      return { password, expiresAt };
    },
    check: (password) => {
      const token = tokens.get(hashOf(password));
      if (token === undefined) return 'unknown';
      return clock.now() < token.expiresAt ? 'valid' : 'expired';
    },
  };
}

function hashOf(password: string): string {
  return createHash('sha256').update(password).digest('hex');
}
