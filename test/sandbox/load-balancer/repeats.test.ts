import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAddress } from '../../../src/sandbox/load-balancer/open-address.js';
import { probe } from '../../../src/sandbox/load-balancer/probe.js';
import { createNetwork } from '../../../src/sandbox/network.js';
import { ask, balance as balanceOne, createWorld, group, listener, registerHealthy, startTarget, to } from './world.js';

/** Targets that pass their checks and break off every other request in the middle; and one that answers. */
async function balance(broken: number, good: number) {
  const world = createWorld();
  let reached = 0;
  for (let n = 1; n <= broken + good; n += 1) {
    await startTarget(world.network, `10.0.0.${n}`, (request, response) => {
      if (request.url === '/') return void response.end();
      reached += 1;
      if (n <= broken) request.socket.destroy();
      else request.resume().on('end', () => response.end('answered'));
    });
  }
  world.balancer.putTargetGroup(group('g', { check: { intervalMs: 1e9 } }));
  const port = await world.balancer.openListener(listener(to('g')));
  for (let n = 1; n <= broken + good; n += 1) await registerHealthy(world, 'g', `10.0.0.${n}`);
  const statuses = async (method: string, count: number) => {
    const seen: number[] = [];
    for (let n = 0; n < count; n += 1) seen.push((await ask(port, { path: '/x', method, ...(method === 'POST' && { body: 'x' }) })).status);
    return seen.sort();
  };
  return { statuses, reached: () => reached };
}

describe('a request that a target breaks off', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('%s is repeated on another, once', async (method) => {
    const { statuses } = await balance(1, 1);
    expect(await statuses(method, 4)).toEqual([200, 200, 200, 200]);
  });

  it.each(['PUT', 'DELETE', 'POST', 'PATCH'])('%s is not: it may have been acted upon', async (method) => {
    const { statuses, reached } = await balance(1, 1);
    expect(await statuses(method, 4)).toEqual([200, 200, 502, 502]);
    expect(reached()).toBe(4);
  });

  it('GET is not repeated a second time', async () => {
    const { statuses, reached } = await balance(3, 0);
    expect(await statuses('GET', 1)).toEqual([502]);
    expect(reached()).toBe(2);
  });
});

describe('a request that a target answers with nonsense', () => {
  it('is not repeated: the target has seen it', async () => {
    const world = createWorld();
    let reached = 0;
    for (const ip of ['10.0.0.1', '10.0.0.2']) {
      await startTarget(world.network, ip, (request, response) => {
        if (request.url === '/') return void response.end();
        reached += 1;
        response.socket?.end('what?\r\n\r\n');
      });
    }
    world.balancer.putTargetGroup(group('g', { check: { intervalMs: 1e9 } }));
    const port = await world.balancer.openListener(listener(to('g')));
    for (const ip of ['10.0.0.1', '10.0.0.2']) await registerHealthy(world, 'g', ip);
    expect((await ask(port, { path: '/x' })).status).toBe(502);
    expect(reached).toBe(1);
  });
});

describe('a connection that the target closes when it is used again', () => {
  it.each(['GET', 'PUT', 'POST'])('costs no %s', async (method) => {
    const used = new WeakSet<object>();
    let closed = 0;
    const { port } = await balanceOne((request, response) => {
      if (request.url === '/') return void response.end();
      if (used.has(request.socket)) {
        closed += 1;
        return void request.socket.destroy();
      }
      used.add(request.socket);
      request.resume().on('end', () => response.end('answered'));
    });
    for (let n = 0; n < 4; n += 1) expect((await ask(port, { path: '/x', method, ...(method === 'POST' && { body: 'x' }) })).status).toBe(200);
    // What may not be repeated never goes over a kept connection.
    expect(closed > 0).toBe(method !== 'POST');
  });

  it('costs one that is closed anew, and is not tried for ever', async () => {
    let reached = 0;
    let serving = true;
    const { port } = await balanceOne((request, response) => {
      if (request.url === '/' || serving) return void response.end();
      reached += 1;
      request.socket.destroy();
    });
    await ask(port, { path: '/x' });
    serving = false;
    expect((await ask(port, { path: '/x' })).status).toBe(502);
    expect(reached).toBe(2);
  });
});

describe('a health check', () => {
  const serve = async (handle: Parameters<typeof startTarget>[2]) => {
    const network = createNetwork();
    await startTarget(network, '10.0.0.1', handle);
    const address = network.resolve('10.0.0.1', 80);
    if (!address) throw new Error('no address');
    return address;
  };
  const check = (address: { host: string; port: number }, codes: string, timeoutMs = 10_000) => probe({ address, path: '/up', hostHeader: '10.0.0.1:80', timeoutMs, codes }, new AbortController().signal);

  it.each([
    ['200', 200, true],
    ['200', 201, false],
    ['200,302', 302, true],
    ['200,302', 301, false],
    ['200-299', 200, true],
    ['200-299', 299, true],
    ['200-299', 300, false],
    ['200-299', 199 + 400, false],
    ['301-302,200', 200, true],
    ['301-302,200', 303, false],
  ])('with matcher %s passes %i: %s', async (codes, code, passes) => {
    const address = await serve((_, response) => response.writeHead(code).end());
    expect(await check(address, codes)).toEqual(passes ? undefined : { kind: 'code', code });
  });

  it('says who it is, and keeps no connection', async () => {
    let seen: object = {};
    const address = await serve((request, response) => {
      seen = { url: request.url, method: request.method, ...request.headers };
      response.end();
    });
    await check(address, '200');
    expect(seen).toEqual({ url: '/up', method: 'GET', host: '10.0.0.1:80', 'user-agent': 'ELB-HealthChecker/2.0', connection: 'close', 'accept-encoding': 'gzip, compressed' });
  });

  it('has a time for all of it, not for the first byte', async () => {
    const address = await serve(() => undefined);
    expect(await check(address, '200', 30)).toEqual({ kind: 'timeout' });
    const dripping = createServer((socket) => {
      socket.on('error', () => undefined);
      const drip = setInterval(() => socket.write('H'), 5);
      socket.on('close', () => clearInterval(drip));
    });
    await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void dripping.close());
    expect((await check({ host: '127.0.0.1', port: (dripping.address() as AddressInfo).port }, '200', 60))?.kind).toMatch(/timeout|failed/);
  });

  it('fails where nobody listens', async () => {
    expect(await check({ host: '127.0.0.1', port: 1 }, '200')).toEqual({ kind: 'failed' });
  });
});

describe('the port of a listener', () => {
  const open = async (config: { port: number; openedPort?: number }) => {
    const server = createHttpServer();
    onTestFinished(() => void server.close());
    return openAddress(server, config);
  };

  it('is its own, the one it had before, or at 38000 and its number', async () => {
    const free = await open({ port: 80, openedPort: 0 });
    const server = createHttpServer();
    const taken = await openAddress(server, { port: 80, openedPort: free + 1 === 65_536 ? 40_000 : free + 1 }).finally(() => server.close());
    expect(free).toBeGreaterThan(1024);
    expect(taken).toBeGreaterThan(1024);
  });

  it('is another when that is taken', async () => {
    const first = await open({ port: 80, openedPort: 0 });
    expect(await open({ port: first })).not.toBe(first);
    expect(await open({ port: 80, openedPort: first })).not.toBe(first);
  });

  it.each([
    { port: 80, tried: [38_080, 0] },
    { port: 1023, tried: [39_023, 0] },
    { port: 1024, tried: [1024, 0] },
    { port: 8080, tried: [8080, 0] },
    { port: 80, openedPort: 5000, tried: [5000, 0] },
  ])('is looked for in this order: $tried', async ({ tried, ...config }) => {
    const asked: object[] = [];
    let onError: () => void = () => undefined;
    const refusing = {
      once: (_: string, listen: () => void) => (onError = listen),
      off: () => undefined,
      listen: (options: object) => {
        asked.push(options);
        onError();
      },
    };
    await expect(openAddress(refusing as never, config)).rejects.toThrow(`No port of this machine can be opened for the listener on port ${config.port}`);
    expect(asked).toEqual(tried.map((port) => ({ host: '127.0.0.1', port, exclusive: true })));
  });
});
