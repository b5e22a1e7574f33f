import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createWeb } from '../../src/web/web.js';

beforeEach(() => {
  for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toUpperCase(), undefined);
  }
});
afterEach(() => vi.unstubAllEnvs());

const page = 'http://boyacky-alb-1.ap-northeast-1.elb.amazonaws.com/';

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy that answers by itself and notes what it was asked. */
async function startProxy(status = 200) {
  const asked: string[] = [];
  const url = await listen((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${request.headers.host} ${request.headers['proxy-authorization'] ?? '-'} ${body}`.trim());
      response.writeHead(status, { 'x-from': 'the proxy' }).end('a page');
    });
  });
  return { url, asked };
}

describe('where HTTP_PROXY names a proxy', () => {
  it('a page of the load balancer is got through it, asked as a proxy is', async () => {
    const { url, asked } = await startProxy();
    vi.stubEnv('HTTP_PROXY', url);
    expect(await createWeb().get(page)).toMatchObject({ status: 200, headers: { 'x-from': 'the proxy' }, body: 'a page' });
    expect(asked).toEqual([`GET ${page} boyacky-alb-1.ap-northeast-1.elb.amazonaws.com -`]);
  });

  it('a form is sent through it, too, with what the proxy wants to know', async () => {
    const { url, asked } = await startProxy();
    vi.stubEnv('http_proxy', url.replace('http://', 'http://me:secret@'));
    expect(await createWeb().post(`${page}boyaki`, { text: 'つかれた' })).toMatchObject({ status: 200 });
    const basic = Buffer.from('me:secret').toString('base64');
    expect(asked).toEqual([`POST ${page}boyaki boyacky-alb-1.ap-northeast-1.elb.amazonaws.com Basic ${basic} text=${encodeURIComponent('つかれた')}`]);
  });

  it.each([503, 407])('what the proxy says instead of the page is what is seen: %i', async (status) => {
    const { url } = await startProxy(status);
    vi.stubEnv('HTTP_PROXY', url);
    expect(await createWeb().get(page)).toMatchObject({ status });
  });

  it('this machine is asked directly, and so is what NO_PROXY names', async () => {
    const proxy = await startProxy();
    vi.stubEnv('HTTP_PROXY', proxy.url);
    const here = await listen((_, response) => response.end('here'));
    const port = new URL(here).port;
    for (const host of ['127.0.0.1', 'localhost']) expect(await createWeb().get(`http://${host}:${port}/`), host).toMatchObject({ body: 'here' });
    vi.stubEnv('NO_PROXY', '.elb.invalid');
    expect(await createWeb().get('http://boyacky-alb-1.elb.invalid/')).toBeUndefined();
    expect(proxy.asked).toEqual([]);
  });

  it('nobody answers: neither the proxy, nor one that is no address, nor in time', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    expect(await createWeb().get(page)).toBeUndefined();
    vi.stubEnv('HTTP_PROXY', 'http://me:a-password@:no port');
    expect(await createWeb().get(page)).toBeUndefined();
  });

  it('whoever gives up is told so, through a proxy, too', async () => {
    const given = new AbortController();
    const url = await listen(() => given.abort(new Error('given up')));
    vi.stubEnv('HTTP_PROXY', url);
    await expect(createWeb().get(page, given.signal)).rejects.toThrow('given up');
  });
});

it('without a proxy pages are got as ever', async () => {
  const here = await listen((request, response) => response.end(request.method));
  expect(await createWeb().post(here, {})).toMatchObject({ status: 200, body: 'POST' });
});
