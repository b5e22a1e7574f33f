import { randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A unique id as IAM makes them: AROA… for roles, ANPA… for managed policies (21 characters). */
export function newUniqueId(prefix: 'AROA' | 'ANPA'): string {
  return prefix + [...randomBytes(17)].map((byte) => alphabet[byte % 32]).join('');
}

/** Documents travel percent-encoded (RFC 3986) in what IAM answers. */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
