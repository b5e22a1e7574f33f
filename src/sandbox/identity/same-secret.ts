import { timingSafeEqual } from 'node:crypto';

/** Compares a header with a secret without telling by its time how much of it was right. */
export function sameSecret(given: string | string[] | undefined, secret: string): boolean {
  const [a, b] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
