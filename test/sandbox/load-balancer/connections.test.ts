import { Agent, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import type { ListenerConfig } from '../../../src/sandbox/load-balancer/model.js';
import { ask, askRaw, balance, createWorld, group, listener, to, waitFor } from './world.js';

test('headers reach the target with what ALB adds, without what is meant for the next hop', async () => {
  let seen: IncomingMessage | undefined;
  const { port } = await balance((request, response) => {
    if (request.url !== '/') seen = request;
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.setHeader('Connection', 'X-Hop, close');
    response.setHeader('X-Hop', '1');
    response.end('ok');
  });
  const answer = await ask(port, {
    path: '/a?b=c',
    headers: { Host: 'shop.test', Connection: 'X-Mine', 'X-Mine': '1', 'X-Kept': 'ä', 'X-Forwarded-For': '203.0.113.9', 'X-Forwarded-Proto': 'https' },
  });
  expect(seen?.url).toBe('/a?b=c');
  expect(seen?.headers).toMatchObject({ host: 'shop.test', 'x-kept': 'ä', 'x-forwarded-for': '203.0.113.9, 127.0.0.1', 'x-forwarded-proto': 'http', 'x-forwarded-port': String(port) });
  expect(seen?.headers['x-mine']).toBeUndefined();
  expect(seen?.headers['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(answer.headers['x-hop']).toBeUndefined();
});

test('connections to a target are kept', async () => {
  const sockets = new Set<unknown>();
  const { port } = await balance((request, response) => {
    if (request.url === '/kept') sockets.add(request.socket);
    response.end();
  });
  for (let index = 0; index < 20; index += 1) await ask(port, { path: '/kept' });
  expect(sockets.size).toBe(1);
});

test('a client that goes away cancels the request at the target', async () => {
  let cancelled = false;
  let arrived = false;
  const { port } = await balance((request, response) => {
    if (request.url === '/') return void response.end();
    arrived = true;
    response.on('close', () => (cancelled = !response.writableFinished));
  });
  const request = httpRequest({ host: '127.0.0.1', port, path: '/never' });
  request.on('error', () => undefined);
  request.end();
  await waitFor(() => arrived);
  request.destroy();
  await waitFor(() => cancelled);
});

test('a WebSocket passes through, first bytes included', async () => {
  const { port } = await balance(
    (_, response) => void response.end(),
    (server) =>
      server.on('upgrade', (request: IncomingMessage, socket, head: Buffer) => {
        socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-From: ${request.headers['x-forwarded-for'] as string}\r\n\r\nhello `);
        socket.write(head);
        socket.pipe(socket);
      }),
  );
  const text = await new Promise<string>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, headers: { Connection: 'Upgrade', Upgrade: 'websocket' } });
    request.on('error', reject);
    request.on('upgrade', (response, socket, head) => {
      let received = `${response.headers['x-from'] as string} ${head.toString()}`;
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString();
        if (received.endsWith('pong')) {
          socket.destroy();
          resolve(received);
        }
      });
      socket.write('pong');
    });
    request.end();
  });
  expect(text).toBe('127.0.0.1 hello pong');
});

test('an upgrade that the target declines is an ordinary answer', async () => {
  const { port } = await balance((_, response) => void response.writeHead(426).end('no sockets here'));
  const answer = await ask(port, { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } });
  expect([answer.status, answer.body.toString()]).toEqual([426, 'no sockets here']);
});

test('an offer of HTTP/2 is ignored, body and all', async () => {
  const { port } = await balance((request, response) => void request.pipe(response));
  const answer = await ask(port, {
    method: 'POST',
    path: '/echo',
    headers: { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAARAAAAAAAIAAAAA' },
    body: 'x'.repeat(100_000),
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toHaveLength(100_000);
});

describe('a WebSocket', () => {
  /** A client and a target with an open WebSocket between them, each telling what it has received and whether it is over. */
  async function joined(change: Partial<ListenerConfig> = {}, clientHead = '') {
    const seen = { target: '', client: '', targetClosed: false, clientClosed: false, clientEnded: false, connection: '' };
    const sockets: Socket[] = [];
    const world = await balance(
      (_, response) => void response.end(),
      (server: Server) =>
        server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
          sockets.push(socket);
          seen.connection = `${request.headers.connection ?? ''} ${request.headers.upgrade ?? ''}`;
          seen.target += head.toString();
          socket.on('error', () => undefined).on('close', () => (seen.targetClosed = true));
          socket.on('end', () => socket.end());
          socket.on('data', (chunk: Buffer) => (seen.target += chunk.toString()));
          socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
        }),
      change,
    );
    const client = connect({ host: '127.0.0.1', port: world.port, allowHalfOpen: true });
    onTestFinished(() => void client.destroy());
    client.on('error', () => undefined).on('close', () => (seen.clientClosed = true));
    client.on('end', () => (seen.clientEnded = true));
    client.on('data', (chunk: Buffer) => (seen.client += chunk.toString()));
    client.write(`GET /x HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: WebSocket\r\n\r\n${clientHead}`);
    await waitFor(() => seen.client.endsWith('\r\n\r\n'), 'the answer to the offer');
    const [target] = sockets;
    if (!target) throw new Error('no socket');
    return { ...world, seen, client, target };
  }

  it('is announced to the target as the client asked for it, and answered as the target did', async () => {
    const { seen } = await joined();
    expect(seen.connection).toBe('Upgrade websocket');
    expect(seen.client).toBe('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
  });

  it('carries what the client sent with its offer, and all that comes after', async () => {
    const { seen, client, target } = await joined({}, 'early ');
    client.write('late');
    await waitFor(() => seen.target === 'early late');
    target.write('answer');
    await waitFor(() => seen.client.endsWith('\r\n\r\nanswer'));
  });

  it('is over for the target when the client goes away', async () => {
    const { seen, client } = await joined();
    client.destroy();
    await waitFor(() => seen.targetClosed);
  });

  it('is over for the client when the target ends it, after its last word', async () => {
    const { seen, target } = await joined();
    target.end('bye');
    await waitFor(() => seen.clientEnded);
    expect(seen.client.endsWith('bye')).toBe(true);
  });

  it('is over for the client when the target breaks it off', async () => {
    const { seen, target } = await joined();
    target.resetAndDestroy();
    await waitFor(() => seen.clientClosed || seen.clientEnded);
  });

  it('is over for the target when the client breaks it off', async () => {
    const { seen, client } = await joined();
    client.resetAndDestroy();
    await waitFor(() => seen.targetClosed);
  });

  it('in which nobody says anything is cut after the idle time', async () => {
    const { seen, client } = await joined({ options: { idleTimeoutMs: 50, forwardedFor: 'append' } });
    await waitFor(() => seen.targetClosed);
    client.end();
    await waitFor(() => seen.clientClosed);
  });

  it('counts as a request on its way, until it is over', async () => {
    const { balancer, seen, client } = await joined();
    const address = { ip: '10.0.0.1', port: 80 };
    balancer.closeListener('listener');
    balancer.deregisterTarget('g', address);
    expect(balancer.targetHealth('g', address).state).toBe('draining');
    client.destroy();
    await waitFor(() => seen.targetClosed && balancer.targets('g').length === 0);
  });

  it('ends with the target that is removed', async () => {
    const { balancer, seen } = await joined();
    balancer.removeTargetGroup('g');
    await waitFor(() => seen.targetClosed);
  });

  it('ends with the load balancer', async () => {
    const { balancer, seen } = await joined();
    balancer.close();
    await waitFor(() => seen.targetClosed && (seen.clientClosed || seen.clientEnded));
  });
});

test('a target that takes an upgrade for which nobody asked has answered wrongly', async () => {
  const { port } = await balance(
    (_, response) => void response.end(),
    (server) =>
      server.prependListener('request', (request, response) => {
        if (request.url === '/x') response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
      }),
  );
  expect(await ask(port, { path: '/x' })).toMatchObject({ status: 502, headers: { server: 'awselb/2.0' } });
});

test('an upgrade where no target is to be had is answered with the page, and the connection ends', async () => {
  const { balancer } = createWorld();
  balancer.putTargetGroup(group('g'));
  const port = await balancer.openListener(listener(to('g')));
  expect(await askRaw(port, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')).toMatch(/^HTTP\/1\.1 503 [^]*<\/html>\r\n$/);
});

test('the words beside the status are those of the target', async () => {
  const { port } = await balance((request, response) => void response.writeHead(request.url === '/x' ? 299 : 200, 'Quite so').end());
  expect(await ask(port, { path: '/x' })).toMatchObject({ status: 299, phrase: 'Quite so' });
});

describe('a client that sends slowly', () => {
  it('is told that its time is over, not that the target is late', async () => {
    const { port } = await balance((request, response) => (request.url === '/x' ? undefined : void response.end()), undefined, {
      options: { idleTimeoutMs: 100, forwardedFor: 'append' },
    });
    expect(await askRaw(port, 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nConnection: close\r\n\r\nhalf')).toMatch(/^HTTP\/1\.1 408 Request Time-out\r\n/);
  });

  it('and whose target has answered already may use its connection again', async () => {
    const { port } = await balance((request, response) => void response.end(request.url));
    const received = askRaw(
      port,
      'POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbodyGET /second HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    );
    expect(await received).toMatch(/\/early[^]*\/second/);
  });
});

describe('a listener', () => {
  const fixed = (body: string) => ({ type: 'fixed-response', status: 200, contentType: 'text/plain', body }) as const;
  const hold = () => {
    const held: (() => void)[] = [];
    return { held, handle: (request: IncomingMessage, response: { end: (text?: string) => void }) => (request.url === '/slow' ? void held.push(() => response.end('late')) : response.end()) };
  };

  it('that is changed answers by its new rules on the port that it has', async () => {
    const { balancer } = createWorld();
    const port = await balancer.openListener(listener(fixed('old')));
    balancer.changeListener(listener(fixed('new')));
    expect((await ask(port)).body.toString()).toBe('new');
  });

  it('that does not exist is neither changed nor closed', () => {
    const { balancer } = createWorld();
    balancer.changeListener(listener(fixed('x')));
    balancer.closeListener('listener');
    expect(balancer.isOpen('listener')).toBe(false);
  });

  it('that is closed takes nothing new, and lets what it has begun finish', async () => {
    const { held, handle } = hold();
    const { balancer, port } = await balance(handle);
    const slow = ask(port, { path: '/slow' });
    await waitFor(() => held.length === 1);
    expect(balancer.isOpen('listener')).toBe(true);
    balancer.closeListener('listener');
    expect(balancer.isOpen('listener')).toBe(false);
    await expect(ask(port)).rejects.toThrow('ECONNREFUSED');
    held[0]?.();
    expect((await slow).body.toString()).toBe('late');
  });

  it('that is closed cuts after five seconds what has not finished', async () => {
    const { held, handle } = hold();
    const { balancer, port } = await balance(handle);
    let cut = false;
    const slow = ask(port, { path: '/slow' }).catch(() => (cut = true));
    await waitFor(() => held.length === 1);
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    balancer.closeListener('listener');
    vi.advanceTimersByTime(4_999);
    for (let round = 0; round < 20; round += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(cut).toBe(false);
    vi.advanceTimersByTime(1);
    await slow;
    expect(cut).toBe(true);
  });

  it('that is closed ends the connections on which nothing is asked', async () => {
    const { balancer, port } = await balance((_, response) => void response.end());
    let over = false;
    const client = connect(port, '127.0.0.1');
    client.on('close', () => (over = true)).on('error', () => undefined);
    let received = '';
    client.on('data', (chunk: Buffer) => (received += chunk.toString()));
    client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await waitFor(() => received.includes('\r\n\r\n'));
    balancer.closeListener('listener');
    await waitFor(() => over);
  });

  it('lets a connection idle as long as its options say, also when they are changed', async () => {
    const { balancer, port } = await balance((_, response) => void response.end());
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const keptFor = async () => (await ask(port, { agent })).headers['keep-alive'];
    expect(await keptFor()).toBe('timeout=60');
    balancer.changeListener(listener(to('g'), { options: { idleTimeoutMs: 30_000, forwardedFor: 'append' } }));
    expect(await keptFor()).toBe('timeout=30');
  });

  it('leaves nobody hanging when everything is closed', async () => {
    const { held, handle } = hold();
    const { balancer, port } = await balance(handle);
    const slow = ask(port, { path: '/slow' }).catch((error: Error) => error.message);
    await waitFor(() => held.length === 1);
    balancer.close();
    expect(await slow).toMatch(/hang up|ECONNRESET/);
    expect(balancer.isOpen('listener')).toBe(false);
    expect(() => balancer.targets('g')).toThrow('The load balancer has no target group g');
  });

  it('leads to the groups of its rules, too: their targets are checked', async () => {
    const { balancer } = createWorld();
    for (const id of ['ruled', 'unused', 'usual']) {
      balancer.putTargetGroup(group(id));
      balancer.registerTarget(id, { ip: '10.0.0.1', port: 80 });
    }
    const rules = [{ conditions: [{ field: 'path-pattern', values: ['/x'] } as const], action: to('ruled') }, { conditions: [], action: fixed('x') }];
    await balancer.openListener(listener(to('usual'), { rules }));
    const stateOf = (id: string) => balancer.targets(id)[0]?.health.state;
    expect(['ruled', 'unused', 'usual'].map(stateOf)).toEqual(['initial', 'unused', 'initial']);
    balancer.changeListener(listener(to('unused')));
    expect(['ruled', 'unused', 'usual'].map(stateOf)).toEqual(['unused', 'initial', 'unused']);
    expect(balancer.targetHealth('usual', { ip: '10.0.0.1', port: 80 }).reason).toBe('Target.NotInUse');
  });

  it('checks the targets of a group that is made after it', async () => {
    const { balancer } = createWorld();
    const port = await balancer.openListener(listener(to('late')));
    expect((await ask(port)).status).toBe(503);
    balancer.putTargetGroup(group('late'));
    balancer.registerTarget('late', { ip: '10.0.0.1', port: 80 });
    expect(balancer.targets('late')[0]?.health.state).toBe('initial');
    balancer.removeTargetGroup('nobody');
  });

  it('whose groups all have the weight 0 has nobody to ask', async () => {
    const { port, balancer } = await balance((_, response) => void response.end());
    balancer.changeListener(listener({ type: 'forward', groups: [{ id: 'g', weight: 0 }] }));
    expect((await ask(port)).status).toBe(503);
  });
});
