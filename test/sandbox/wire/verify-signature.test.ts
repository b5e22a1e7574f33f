import { createHash, createHmac } from 'node:crypto';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';
import type { BuildHandler } from '@smithy/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuthorization, verifySignature, type SignedRequest } from '../../../src/sandbox/wire/verify-signature.js';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const scope = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';

/** A request of AWS's published Signature Version 4 test suite. */
function published(signature: string, change: Partial<SignedRequest> = {}, signed = 'host;x-amz-date'): SignedRequest {
  return {
    method: 'GET',
    path: '/',
    query: '',
    body: Buffer.alloc(0),
    ...change,
    headers: {
      host: 'example.amazonaws.com',
      'x-amz-date': '20150830T123600Z',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${signed}, Signature=${signature}`,
      ...change.headers,
    },
  };
}

const publishedAt = Date.UTC(2015, 7, 30, 12, 36);
const vanilla = published('5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31');

describe("AWS's published examples", () => {
  it.each([
    ['get-vanilla', vanilla],
    ['post-vanilla', published('5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b', { method: 'POST' })],
    [
      'get-vanilla-query-order-key-case',
      published('b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500', { query: 'Param2=value2&Param1=value1' }),
    ],
  ])('%s', (_name, request) => {
    expect(verifySignature(request, secret, publishedAt)).toEqual({ ok: true });
  });

  it('the ListUsers example of the IAM guide', () => {
    const request: SignedRequest = {
      method: 'GET',
      path: '/',
      query: 'Action=ListUsers&Version=2010-05-08',
      body: Buffer.alloc(0),
      headers: {
        host: 'iam.amazonaws.com',
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'x-amz-date': '20150830T123600Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
      },
    };
    expect(verifySignature(request, secret, publishedAt)).toEqual({ ok: true });
  });
});

describe('what the SDK signs', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });

  it.each(['sts', 'ec2', 'ecs'] as const)('%s: a request is verified', async (service) => {
    const request = await recordRequest(service, 'a name, with ü and 🍶');
    expect(verifySignature(request, secret, Date.now())).toEqual({ ok: true });
    expect(parseAuthorization(request.headers.authorization)).toMatchObject({ service, accessKeyId: 'AKIDEXAMPLE', region: 'ap-northeast-1' });
  });

  it('whatever its body, path, query and headers hold', async () => {
    // The SDK's signer loses a parameter of that name: it keeps them in an object.
    const name = text.filter((each) => each !== '__proto__');
    const part = fc.record({ body: text, path: fc.array(text, { maxLength: 3 }), query: fc.dictionary(name, text, { maxKeys: 4 }), header: fc.stringMatching(/^[!-~ ]{0,30}$/) });
    await fc.assert(
      fc.asyncProperty(part, async ({ body, path, query, header }) => {
        const request = await recordRequest('ecs', body, (outgoing) => {
          outgoing.path = `/${path.map(encodeURIComponent).join('/')}`;
          outgoing.query = query;
          outgoing.headers['x-amz-meta'] = header;
        });
        expect(verifySignature(request, secret, Date.now())).toEqual({ ok: true });
      }),
      { numRuns: 100 },
    );
  });

  it('with session keys, and with a payload declared unsigned', async () => {
    const request = await recordRequest('ecs', 'text', (outgoing) => {
      outgoing.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
    });
    expect(request.headers).toHaveProperty('x-amz-security-token');
    expect(verifySignature({ ...request, body: Buffer.from('anything') }, secret, Date.now())).toEqual({ ok: true });
  });
});

describe('what is refused', () => {
  const mismatch = { ok: false, reason: 'mismatch' };
  const malformed = { ok: false, reason: 'malformed' };
  const withHeaders = (headers: SignedRequest['headers']) => ({ ...vanilla, headers: { ...vanilla.headers, ...headers } });

  it.each([
    ['another method', { ...vanilla, method: 'POST' }],
    ['another path', { ...vanilla, path: '/a' }],
    ['another query', { ...vanilla, query: 'a=b' }],
    ['another body', { ...vanilla, body: Buffer.from('a') }],
    ['another host', withHeaders({ host: 'example.com' })],
    ['another time', withHeaders({ 'x-amz-date': '20150830T123601Z' })],
  ])('%s than was signed', (_name, request) => {
    expect(verifySignature(request, secret, publishedAt)).toEqual(mismatch);
  });

  it('a good signature whose time is not of the day in its credential scope', () => {
    const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const canonical = (date: string) => `GET\n/\n\nhost:example.amazonaws.com\nx-amz-date:${date}\n\nhost;x-amz-date\n${sha256('')}`;
    const key = ['20150830', 'us-east-1', 'service', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
    const signedAt = (date: string) => {
      const text = `AWS4-HMAC-SHA256\n${date}\n20150830/us-east-1/service/aws4_request\n${sha256(canonical(date))}`;
      return published(hmac(key, text).toString('hex'), { headers: { 'x-amz-date': date } });
    };
    expect(verifySignature(signedAt('20150830T235959Z'), secret, Date.UTC(2015, 7, 31))).toEqual({ ok: true });
    expect(verifySignature(signedAt('20150831T000000Z'), secret, Date.UTC(2015, 7, 31))).toEqual(mismatch);
  });

  it('another secret', () => {
    expect(verifySignature(vanilla, `${secret}x`, publishedAt)).toEqual(mismatch);
  });

  it('a body that is not the one whose hash was declared and signed', async () => {
    const request = await recordRequest('ecs', 'text', (outgoing) => {
      outgoing.headers['x-amz-content-sha256'] = 'a'.repeat(64);
    });
    expect(verifySignature(request, secret, Date.now())).toEqual(mismatch);
  });

  it.each([
    ['no signature', { authorization: undefined }],
    ['an x-amz- header that is not signed', { 'x-amz-target': 'x' }],
    ['a payload declared unsigned behind the signature', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }],
    ['no date', { 'x-amz-date': undefined }],
    ['a date that does not exist', { 'x-amz-date': '20151330T123600Z' }],
    ['two signatures', { authorization: [String(vanilla.headers.authorization), 'x'] }],
  ])('%s', (_name, headers) => {
    expect(verifySignature(withHeaders(headers), secret, publishedAt)).toEqual(malformed);
  });

  it('a signature that leaves out the host', () => {
    expect(verifySignature(published('a'.repeat(64), {}, 'x-amz-date'), secret, publishedAt)).toEqual(malformed);
  });

  it('a query that is not percent-encoded', () => {
    expect(verifySignature({ ...vanilla, query: 'a=%zz' }, secret, publishedAt)).toEqual(malformed);
  });

  it('one that is older or younger than 15 minutes', () => {
    const quarter = 15 * 60 * 1000;
    for (const sign of [1, -1]) {
      expect(verifySignature(vanilla, secret, publishedAt + sign * quarter)).toEqual({ ok: true });
      expect(verifySignature(vanilla, secret, publishedAt + sign * (quarter + 1))).toEqual({ ok: false, reason: 'expired' });
    }
  });
});

describe('garbage', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('AWS4-HMAC-SHA256 ', `Credential=${scope}`, 'SignedHeaders=', 'host;x-amz-date', 'Signature=', 'a'.repeat(64), ',', ';', '=', '__proto__', 'constructor', '20150830T123600Z'),
  );
  const value = fc.oneof(fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')), fc.array(piece, { maxLength: 3 }), fc.constant(undefined));

  it('is never verified and never throws', () => {
    const name = fc.constantFrom('authorization', 'x-amz-date', 'host', 'x-amz-content-sha256', 'x-amz-target');
    fc.assert(
      fc.property(fc.dictionary(name, value, { minKeys: 1 }), piece, piece, (headers, path, query) => {
        const request = { ...vanilla, path, query, headers: { ...vanilla.headers, ...headers } };
        expect(verifySignature(request, 'another secret', publishedAt).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('in the list of signed headers finds nothing that is not a header', () => {
    const request = published('a'.repeat(64), {}, 'constructor;host;__proto__;x-amz-date');
    expect(verifySignature(request, secret, publishedAt)).toEqual({ ok: false, reason: 'mismatch' });
  });

  it('does not parse', () => {
    fc.assert(fc.property(value, (header) => void parseAuthorization(header)), { numRuns: 2000 });
    expect(parseAuthorization(`AWS4-HMAC-SHA256 Credential=${scope}`)).toBeUndefined();
    expect(parseAuthorization(undefined)).toBeUndefined();
  });
});

type Service = 'sts' | 'ec2' | 'ecs';

/** What a client of the SDK would send, as a server sees it. `change` sees it before it is signed. */
async function recordRequest(service: Service, text: string, change?: (request: HttpRequest) => void): Promise<SignedRequest> {
  const sent: HttpRequest[] = [];
  const config = {
    endpoint: 'http://127.0.0.1:4599',
    region: 'ap-northeast-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: secret, sessionToken: 'token/+=' },
    requestHandler: {
      handle: (request: HttpRequest) => {
        sent.push(request);
        return Promise.resolve({ response: new HttpResponse({ statusCode: 500 }) });
      },
    },
  };
  const beforeSigning =
    <I extends object, O extends object>(next: BuildHandler<I, O>): BuildHandler<I, O> =>
    (args) => {
      change?.(args.request as HttpRequest);
      return next(args);
    };
  const last = { step: 'build', priority: 'low' } as const;
  const send = {
    sts: () => {
      const client = new STSClient(config);
      client.middlewareStack.add(beforeSigning, last);
      return client.send(new GetCallerIdentityCommand({}));
    },
    ec2: () => {
      const client = new EC2Client(config);
      client.middlewareStack.add(beforeSigning, last);
      return client.send(new DescribeVpcsCommand({ VpcIds: [text] }));
    },
    ecs: () => {
      const client = new ECSClient(config);
      client.middlewareStack.add(beforeSigning, last);
      return client.send(new ListClustersCommand({ nextToken: text }));
    },
  };
  await expect(send[service]()).rejects.toThrow();
  const [request] = sent;
  if (!request) throw new Error('the client sent nothing');
  return {
    method: request.method,
    path: request.path,
    query: Object.entries(request.query)
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
      .join('&'),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(request.body as Uint8Array),
  };
}
