import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ask, askRaw, createWorld, group, listener, registerHealthy, startTarget, to } from './world.js';

const page503 =
  '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n' +
  '<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n</body>\r\n</html>\r\n';

test('503 when the group has no targets, byte for byte as ALB says it', async () => {
  const { balancer } = createWorld();
  balancer.putTargetGroup(group('g'));
  const port = await balancer.openListener(listener(to('g')));
  const answer = await ask(port);
  expect(answer).toMatchObject({
    status: 503,
    phrase: 'Service Temporarily Unavailable',
    headers: { server: 'awselb/2.0', 'content-type': 'text/html', 'content-length': '162' },
  });
  expect(answer.body.toString()).toBe(page503);
});

test('502 when the target closes, speaks something else or refuses', async () => {
  const { balancer, network } = createWorld();
  const answers = ['', 'HTTP/1.1 099 Odd\r\n\r\n', 'what?\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: nonsense\r\n\r\n'];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(answers.shift() ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port: targetPort } = server.address() as AddressInfo;
  network.attach('10.0.0.1', () => ({ host: '127.0.0.1', port: targetPort }));
  network.attach('10.0.0.2', () => ({ host: '127.0.0.1', port: 1 }));
  balancer.putTargetGroup(group('g', { check: { intervalMs: 1e9 } }));
  balancer.putTargetGroup(group('refusing', { check: { intervalMs: 1e9 } }));
  const rules = [{ conditions: [{ field: 'path-pattern', values: ['/refused'] } as const], action: to('refusing') }];
  const port = await balancer.openListener(listener(to('g'), { rules }));
  balancer.registerTarget('g', { ip: '10.0.0.1', port: 80 });
  balancer.registerTarget('refusing', { ip: '10.0.0.2', port: 80 });
  for (let count = 0; count < 5; count += 1) {
    expect(await ask(port)).toMatchObject({ status: 502, phrase: 'Bad Gateway', headers: { server: 'awselb/2.0' } });
  }
  expect(await ask(port, { path: '/refused', method: 'POST', body: 'x' })).toMatchObject({ status: 502 });
});

test('504 when the target is silent, or nothing stands at its address', async () => {
  const world = createWorld();
  await startTarget(world.network, '10.0.0.1', (request, response) => {
    if (request.url === '/') response.end();
  });
  world.balancer.putTargetGroup(group('g'));
  world.balancer.putTargetGroup(group('nowhere'));
  const rules = [{ conditions: [{ field: 'path-pattern', values: ['/nowhere'] } as const], action: to('nowhere') }];
  const port = await world.balancer.openListener(
    listener(to('g'), { rules, options: { idleTimeoutMs: 100, forwardedFor: 'append' } }),
  );
  await registerHealthy(world, 'g', '10.0.0.1');
  world.balancer.registerTarget('nowhere', { ip: '10.0.0.9', port: 80 });
  expect(await ask(port, { path: '/silent' })).toMatchObject({ status: 504, phrase: 'Gateway Time-out' });
  expect(await ask(port, { path: '/nowhere' })).toMatchObject({ status: 504 });
});

test('no healthy target but some registered: all of them are taken', async () => {
  const { balancer, network } = createWorld();
  await startTarget(network, '10.0.0.1', (request, response) => response.writeHead(request.url === '/' ? 500 : 200).end());
  balancer.putTargetGroup(group('g'));
  const port = await balancer.openListener(listener(to('g')));
  balancer.registerTarget('g', { ip: '10.0.0.1', port: 80 });
  expect((await ask(port, { path: '/page' })).status).toBe(200);
});

test('a refused connection goes on to another healthy target, body and all', async () => {
  const world = createWorld();
  const first = await startTarget(world.network, '10.0.0.1', (_, response) => void response.end());
  await startTarget(world.network, '10.0.0.2', (request, response) => void request.pipe(response));
  world.balancer.putTargetGroup(group('g', { check: { intervalMs: 1e9 } }));
  const port = await world.balancer.openListener(listener(to('g')));
  await registerHealthy(world, 'g', '10.0.0.1');
  await registerHealthy(world, 'g', '10.0.0.2');
  first.closeAllConnections();
  await new Promise((resolve) => first.close(resolve));
  for (let count = 0; count < 6; count += 1) {
    expect((await ask(port, { method: 'POST', path: '/x', body: 'carried over' })).body.toString()).toBe('carried over');
  }
});

test('an answer that breaks off is broken off for the client too', async () => {
  const world = createWorld();
  await startTarget(world.network, '10.0.0.1', (request, response) => {
    if (request.url === '/') return void response.end();
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  });
  world.balancer.putTargetGroup(group('g'));
  const port = await world.balancer.openListener(listener(to('g')));
  await registerHealthy(world, 'g', '10.0.0.1');
  await expect(ask(port, { path: '/half' })).rejects.toThrow();
});

test.each([
  ['nonsense', 'NOT HTTP AT ALL\r\n\r\n', 400],
  ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['a head without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, 400],
  ['a tunnel', 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['a trace', 'TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 405],
  ['bytes after a request', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n\0\0\0\0', 503],
])('malformed: %s', async (_, bytes, status) => {
  const { balancer, log } = createWorld();
  balancer.putTargetGroup(group('g'));
  const port = await balancer.openListener(listener(to('g')));
  expect(await askRaw(port, bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*Server: awselb/2\\.0`));
  expect((await ask(port)).status).toBe(503);
  expect(log).toEqual([]);
});
