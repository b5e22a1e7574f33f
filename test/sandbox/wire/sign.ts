import { createHash, createHmac } from 'node:crypto';
import type { SignedRequest } from '../../../src/sandbox/wire/verify-signature.js';

export interface Signing {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region?: string;
  readonly service?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A POST to "/" with a Signature Version 4, written from AWS's description and not from the code that checks it. */
export function signedPost({ accessKeyId, secretAccessKey, sessionToken, region = 'ap-northeast-1', service = 'ecs', at }: Signing, body = '{}'): SignedRequest {
  const time = `${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const day = time.slice(0, 8);
  const headers: Record<string, string> = { host: 'here', 'x-amz-date': time, ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }) };
  const names = Object.keys(headers).sort().join(';');
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const canonical = ['POST', '/', '', ...Object.keys(headers).sort().map((name) => `${name}:${headers[name] ?? ''}`), '', names, sha256(body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return { method: 'POST', path: '/', query: '', headers: { ...headers, authorization }, body: Buffer.from(body) };
}
