import { networkInterfaces } from 'node:os';
import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { sameSecret } from '../../src/sandbox/identity/same-secret.js';
import { openAddress } from '../../src/sandbox/load-balancer/open-address.js';

it('a listener of a load balancer is open on the loopback address alone', async () => {
  const server = createServer((_, response) => response.end('the app'));
  onTestFinished(() => void server.close());
  const port = await openAddress(server, { port: 80, openedPort: 0 });
  expect((server.address() as AddressInfo).address).toBe('127.0.0.1');
  const others = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address));
  for (const host of others) expect(await reaches(host, port), host).toBe(false);
  expect(await reaches('127.0.0.1', port)).toBe(true);
});

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => (socket.destroy(), resolve(true))).once('error', () => resolve(false));
  });
}

it.each<[unknown, boolean]>([['secret', true], ['secreT', false], ['', false], ['secret ', false], ['s', false], [undefined, false], [['secret'], false], ['ｓecret', false]])('a secret is the whole secret and nothing else (%j: %s)', (given, same) => {
  expect(sameSecret(given as string, 'secret')).toBe(same);
});
