import { createHash, randomBytes } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { ask, balance } from './world.js';

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
