import { request, Agent } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceCatalogue } from '../../src/sandbox/wire/service-catalogue.js';
import { reportCount } from '../matrix/report-count.js';
import { startTestSandbox, type TestSandbox } from '../sandbox/harness.js';

const seed = 20261127;
const inTimeMs = 10_000;
const failures: string[] = [];
let test: TestSandbox;
let host: string;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
beforeAll(async () => {
  test = await startTestSandbox({ log: (line) => void failures.push(line) });
  host = new URL(test.sandbox.url).host;
});
afterAll(async () => {
  agent.destroy();
  await test.stop();
});

/** Status line and body; undefined: no answer in time. */
function raw(bytes: Buffer): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(test.sandbox.url).port), '127.0.0.1', () => socket.end(bytes));
    socket.setTimeout(inTimeMs, () => (socket.destroy(), resolve(undefined)));
    socket.on('data', (chunk) => (answer += chunk.toString('latin1'))).on('error', () => undefined).on('close', () => resolve(answer));
  });
}

function post(headers: Record<string, string>, body: Buffer): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(test.sandbox.url, { method: 'POST', headers, agent, timeout: inTimeMs }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time'))).on('error', reject);
    outgoing.end(body);
  });
}

const headerText = fc.oneof(fc.string({ unit: fc.integer({ min: 33, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 60 }).filter((text) => !text.includes('\u007f')), fc.constantFrom('', ' ', 'x'.repeat(8000), '../../etc/passwd', '__proto__', 'constructor.constructor'));
const targets = fc.oneof(headerText, fc.constantFrom(...serviceCatalogue.map(({ key }) => `${key}.List`), ...serviceCatalogue.map(({ key }) => `${key}.constructor`), ...serviceCatalogue.map(({ key }) => `${key}.`), '.', '..', 'AmazonEC2ContainerServiceV20141113.ListClusters', 'DynamoDB_20120810.PutItem'));
const signatures = fc.oneof(
  headerText,
  fc.tuple(headerText, headerText, headerText).map(([key, scope, signature]) => `AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=host, Signature=${signature}`),
  fc.constantFrom('AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA256 Credential=', 'AWS4-HMAC-SHA256 Credential=a/b/c/d/e,SignedHeaders=;;;,Signature=00', 'Basic QVdTOng=', 'Bearer x', `AWS4-HMAC-SHA256 ${'Credential=a,'.repeat(500)}`),
);
const dates = fc.oneof(headerText, fc.constantFrom('20261127T000000Z', '99999999T999999Z', '-1', '19700101T000000Z', 'NaN'));
const types = fc.oneof(headerText, fc.constantFrom('application/x-amz-json-1.1', 'application/x-www-form-urlencoded', 'text/html', 'application/json; charset=utf-7', 'multipart/form-data; boundary=x'));
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc.tuple(fc.constantFrom(...serviceCatalogue.map(({ key }) => key)), fc.webQueryParameters()).map(([version, query]) => Buffer.from(`Version=${encodeURIComponent(version)}&Action=List&${query}`)),
  fc.constantFrom('', '{', '[]', 'null', '%', '%zz=%zz', 'Action=&Version=', 'a'.repeat(500_000), '['.repeat(200_000), `${'a.'.repeat(100_000)}=1`).map((text) => Buffer.from(text)),
);

describe('bytes at the door', () => {
  it('thousands of requests with strange headers, signatures and bodies are refused with a cause', { timeout: 120_000 }, async () => {
    const headers = fc.record({ 'x-amz-target': targets, authorization: signatures, 'x-amz-date': dates, 'content-type': types, 'x-amz-content-sha256': headerText, 'x-amz-security-token': headerText, 'accept-encoding': headerText, expect: fc.constantFrom('moon') }, { requiredKeys: [] });
    const answers = new Set<string>();
    const wrong: string[] = [];
    const all = fc.sample(fc.tuple(headers, bodies), { seed, numRuns: 4000 });
    for (const [given, body] of all) {
      const { status, text } = await post({ ...(given as Record<string, string>), host }, body).catch((error: unknown) => ({ status: 0, text: String(error) }));
      answers.add(`${status} ${/"__type":"[^"]*"|<Code>[^<]*/.exec(text)?.[0] ?? text.slice(0, 40)}`);
      // Nothing of this is signed by anybody: whatever is served here is served to strangers.
      // (417 and 431 are Node's own: their status line is all they say.)
      if (status < 400 || (status >= 500 && status !== 501) || (text === '' && ![417, 431].includes(status))) wrong.push(`${status} ${text.slice(0, 100)} ← ${JSON.stringify(given).slice(0, 200)} ${body.toString().slice(0, 60)}`);
    }
    expect(wrong).toEqual([]);
    expect(failures).toEqual([]);
    expect((await fetch(`${test.sandbox.url}/_sandbox/health`)).status).toBe(200);
    reportCount(`wire strangers: ${all.length} requests (seed ${seed}), ${answers.size} distinct answers, none served, none of them 500`);
  });

  it('what is no HTTP, or HTTP that contradicts itself, gets an answer or a closed door, and leaves the sandbox standing', { timeout: 120_000 }, async () => {
    const line = fc.oneof(fc.constantFrom(`Host: ${host}`, 'Host: evil.example', 'Content-Length: 5', 'Content-Length: -1', 'Content-Length: 99999999999999999999', 'Content-Length: 5, 6', 'Transfer-Encoding: chunked', 'Transfer-Encoding: chunked, identity', 'Connection: Upgrade', 'Upgrade: websocket', 'Expect: 100-continue', ': x', ' folded', 'X: \u0000', `X: ${'y'.repeat(40_000)}`), fc.string({ unit: 'binary', maxLength: 30 }));
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each)),
      fc.tuple(fc.constantFrom('GET / HTTP/1.1', 'POST / HTTP/1.1', 'POST / HTTP/1.0', 'POST / HTTP/9.9', 'PRI * HTTP/2.0', 'CONNECT x:1 HTTP/1.1', 'OPTIONS * HTTP/1.1', 'GET http://evil.example/_sandbox/listeners HTTP/1.1', 'GET //v2/ HTTP/1.1', 'TRACE / HTTP/1.1', 'get / http/1.1', `GET /${'a'.repeat(40_000)} HTTP/1.1`), fc.array(line, { maxLength: 6 }), fc.constantFrom('', 'abc', '0\r\n\r\n', 'zz\r\n', 'ffffffffffffffff\r\n', '{}')).map(([first, lines, rest]) => Buffer.from([first, ...lines, '', rest].join('\r\n'))),
    );
    const heads = new Set<string>();
    const wrong: string[] = [];
    const all = fc.sample(bytes, { seed, numRuns: 2000 });
    for (const each of all) {
      const answer = await raw(each);
      const head = answer?.split('\r\n')[0];
      heads.add(head === undefined ? 'none in time' : head || 'closed');
      if (answer === undefined || /^HTTP\/1\.1 (2\d\d|500)/.test(answer)) wrong.push(`${head ?? 'none in time'} ← ${each.toString('latin1').slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
    expect((await fetch(`${test.sandbox.url}/_sandbox/health`)).status).toBe(200);
    reportCount(`wire bytes: ${all.length} broken conversations (seed ${seed}), ${heads.size} distinct answers, each ended in time`);
  });
});

describe('an input that is nested deeper than a stack', () => {
  it.each(['{"L":[', '{"M":{"a":', '[', '{"a":'])('%s… is refused by DynamoDB and by ECS', async (open) => {
    const close = [...open].reverse().map((mark) => ({ '[': ']', '{': '}' })[mark] ?? '').join('');
    const deep = `${open.repeat(50_000)}{"S":"x"}${close.repeat(50_000)}`;
    const { DynamoDBClient, PutItemCommand } = await import('@aws-sdk/client-dynamodb');
    const { ECSClient, CreateClusterCommand } = await import('@aws-sdk/client-ecs');
    const send = (Client: new (config: object) => { middlewareStack: { add: (middleware: unknown, options: object) => void }; send: (command: never) => Promise<unknown> }, command: object, body: string) => {
      const client = new Client(test.clientConfig);
      client.middlewareStack.add(
        (next: (args: unknown) => unknown) => (args: { request: { body: string; headers: Record<string, string> } }) => {
          args.request.body = body;
          args.request.headers['content-length'] = String(body.length);
          return next(args);
        },
        { step: 'build', priority: 'low', name: 'deepen' },
      );
      return client.send(command as never);
    };
    await expect(send(DynamoDBClient as never, new PutItemCommand({ TableName: 'table', Item: {} }), `{"TableName":"table","Item":{"a":${deep}}}`)).rejects.toMatchObject({ name: 'SerializationException', $metadata: { httpStatusCode: 400 } });
    await expect(send(ECSClient as never, new CreateClusterCommand({}), `{"clusterName":${deep}}`)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });
});
