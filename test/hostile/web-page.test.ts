import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../sandbox/harness.js';
import { sendHttp } from '../support/send-http.js';

let test: TestSandbox;
beforeAll(async () => {
  test = await startTestSandbox();
});
afterAll(() => test.stop());

const send = (path: string, method: string, headers: Record<string, string>, body: string | Buffer = '') => sendHttp(test.sandbox.url, { path, method, headers, body });

const paths = ['/', '/v2/', '/v2/_catalog', '/_sandbox/listeners', '/_sandbox/shutdown', '/_sandbox/health'];

/** What a page in the learner's browser can send: https://fetch.spec.whatwg.org/#cors-safelisted-method */
describe.each(paths)('a web page that asks for %s', (path) => {
  it.each(['GET', 'POST', 'OPTIONS', 'PUT', 'DELETE'])('from another origin, with %s, gets nothing', async (method) => {
    const own = new URL(test.sandbox.url).host;
    for (const origin of ['https://evil.example', 'null', 'http://localhost:3000', 'http://127.0.0.1:1']) {
      const { status, headers, body } = await send(path, method, { host: own, origin, 'content-type': 'text/plain', 'access-control-request-method': 'POST' }, method === 'POST' || method === 'PUT' ? 'Action=ListRoles&Version=2010-05-08' : '');
      expect(status).toBe(403);
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expectNoSecret(body);
    }
  });

  it.each(['cross-site', 'same-site', 'same-origin'])('as an image or a script (Sec-Fetch-Site: %s), without an Origin, gets nothing', async (site) => {
    const own = new URL(test.sandbox.url).host;
    const { status, headers, body } = await send(path, 'GET', { host: own, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' });
    expect(status).toBe(403);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expectNoSecret(body);
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example:4566', '[::1].evil.example', '169.254.169.254'])('whose name leads here (Host: %s) gets nothing', async (host) => {
    const { status, body } = await send(path, 'GET', { host });
    expect([400, 403]).toContain(status);
    expectNoSecret(body);
  });
});

function expectNoSecret(body: string): void {
  const { secretAccessKey, accessKeyId } = test.sandbox.owner;
  expect(body).not.toContain(secretAccessKey);
  expect(body).not.toContain(accessKeyId);
  expect(body).not.toContain('arn:aws');
}

it('what is typed into the address bar is answered', async () => {
  const own = new URL(test.sandbox.url).host;
  expect((await send('/_sandbox/health', 'GET', { host: own, 'sec-fetch-site': 'none' })).status).toBe(200);
});

it('a page changes nothing: the form it would send does, when a program sends it', async () => {
  const own = new URL(test.sandbox.url).host;
  const before = snapshot();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const { status } = await send('/', 'POST', { host: own, origin: 'https://evil.example', 'content-type': type, 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.CreateCluster' }, '{}');
    expect(status).toBe(403);
  }
  expect(snapshot()).toEqual(before);
  const { ECSClient, CreateClusterCommand } = await import('@aws-sdk/client-ecs');
  await new ECSClient(test.clientConfig).send(new CreateClusterCommand({ clusterName: 'mine' }));
  expect(snapshot()).not.toEqual(before);
});

function snapshot(): readonly unknown[] {
  return test.sandbox.context.store.collection('ecs.clusters').values();
}

describe('the control routes', () => {
  it.each(['', 'x', 'x'.repeat(64)])('take no token but the right one (%j)', async (token) => {
    const own = new URL(test.sandbox.url).host;
    const { status, body } = await send('/_sandbox/shutdown', 'POST', { host: own, 'x-boyacky-lab-token': token });
    expect(status).toBe(403);
    expectNoSecret(body);
    expect((await send('/_sandbox/health', 'GET', { host: own })).status).toBe(200);
  });
});

describe('the sandbox', () => {
  it('listens on the loopback address alone', async () => {
    const { port } = new URL(test.sandbox.url);
    const others = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address));
    for (const address of others) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect({ host: address, port: Number(port) });
        socket.once('connect', () => (socket.destroy(), resolve(true)));
        socket.once('error', () => resolve(false));
      });
      expect(reached, address).toBe(false);
    }
    // Otherwise the test would also pass with nobody at home.
    expect((await fetch(`${test.sandbox.url}/_sandbox/health`)).status).toBe(200);
  });
});
