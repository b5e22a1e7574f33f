import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalRequest, headerOf, type SignedRequest } from './canonical-request.js';
import { type Authorization, parseAuthorization } from './parse-authorization.js';

export { parseAuthorization, type Authorization, type SignedRequest };

/**
 * `malformed`: no or half a signature, or one that leaves out what AWS wants signed; `expired`: signed more than
 * 15 minutes before or after now; `mismatch`: not signed with this key, or changed on its way.
 */
export type Verification = { ok: true } | { ok: false; reason: 'malformed' | 'expired' | 'mismatch' };

const toleranceMs = 15 * 60 * 1000;

/**
 * Checks a request's Signature Version 4 (the `Authorization` header form; neither presigned URLs nor signed
 * chunks). Never throws, whatever was sent.
 *
 * @param now milliseconds since the epoch
 */
export function verifySignature(request: SignedRequest, secretAccessKey: string, now: number): Verification {
  const authorization = parseAuthorization(headerOf(request.headers, 'authorization'));
  const timestamp = headerOf(request.headers, 'x-amz-date') ?? '';
  const signedAt = parseTimestamp(timestamp);
  if (!authorization || signedAt === undefined || !signsEnough(request, authorization)) return refuse('malformed');
  if (Math.abs(now - signedAt) > toleranceMs) return refuse('expired');
  if (!timestamp.startsWith(authorization.date)) return refuse('mismatch');

  const payloadHash = sha256(request.body);
  const declaredHash = headerOf(request.headers, 'x-amz-content-sha256') ?? payloadHash;
  if (declaredHash.startsWith('STREAMING-')) return refuse('malformed');
  if (declaredHash !== payloadHash && declaredHash !== 'UNSIGNED-PAYLOAD') return refuse('mismatch');

  const expected = sign(request, authorization, timestamp, declaredHash, secretAccessKey);
  if (expected === undefined) return refuse('malformed');
  return timingSafeEqual(expected, Buffer.from(authorization.signature, 'hex')) ? { ok: true } : refuse('mismatch');
}

function refuse(reason: 'malformed' | 'expired' | 'mismatch'): Verification {
  return { ok: false, reason };
}

/** AWS insists on the host and on every x-amz- header, or a stolen signature would fit another request. */
function signsEnough({ headers }: SignedRequest, { signedHeaders }: Authorization): boolean {
  const mustSign = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  return mustSign.every((name) => signedHeaders.includes(name));
}

/** `undefined` when the query cannot be decoded. */
function sign(
  request: SignedRequest,
  { date, region, service, signedHeaders }: Authorization,
  timestamp: string,
  payloadHash: string,
  secretAccessKey: string,
): Buffer | undefined {
  let canonical: string;
  try {
    canonical = canonicalRequest(request, signedHeaders, payloadHash);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, text);
}

/** `20150830T123600Z` → milliseconds since the epoch. */
function parseTimestamp(text: string): number | undefined {
  const [, year, month, day, hours, minutes, seconds] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
