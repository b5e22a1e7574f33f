import { createHash, randomBytes } from 'node:crypto';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { ask, createWorld, group, listener, registerHealthy, startTarget, to, waitFor, type World } from './world.js';
import type { RequestListener, Server } from 'node:http';

async function balance(handle: RequestListener, prepare?: (server: Server) => void): Promise<World & { port: number }> {
  const world = createWorld();
  await startTarget(world.network, '10.0.0.1', handle, prepare);
  world.balancer.putTargetGroup(group('g', { check: { codes: '200-599' } }));
  const port = await world.balancer.openListener(listener(to('g')));
  await registerHealthy(world, 'g', '10.0.0.1');
  return { ...world, port };
}

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

test('five megabytes stream both ways, the first byte before the last is sent', async () => {
  const { port } = await balance((request, response) => void request.pipe(response.writeHead(200)));
  const payload = randomBytes(5 * 1024 * 1024);
  const echoed = createHash('sha256');
  await new Promise<void>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/echo' });
    request.on('error', reject);
    request.on('response', (response) => {
      let first = true;
      response.on('data', (chunk: Buffer) => {
        echoed.update(chunk);
        // The rest goes out only now: a proxy that buffers the request would never get here.
        if (first) request.end(payload.subarray(1024 * 1024));
        first = false;
      });
      response.on('end', resolve);
      response.on('error', reject);
    });
    request.write(payload.subarray(0, 1024 * 1024));
  });
  expect(echoed.digest('hex')).toBe(createHash('sha256').update(payload).digest('hex'));
}, 30_000);

test.each(['GET', 'POST'])('a target that closes idle connections at once never costs a %s', async (method) => {
  const { port } = await balance(
    (request, response) => void request.resume().on('end', () => response.end('ok')),
    (server) => {
      server.on('request', (_, response) => {
        const { socket } = response;
        response.on('finish', () => setImmediate(() => socket?.destroy()));
      });
    },
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  onTestFinished(() => agent.destroy());
  const answers = await Promise.all(
    Array.from({ length: 500 }, () => ask(port, { path: '/x', method, agent, body: method === 'POST' ? 'payload' : undefined })),
  );
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
}, 30_000);

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
