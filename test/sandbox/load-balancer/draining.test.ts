import { Agent } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { ask, createWorld, group, listener, registerHealthy, startTarget, to, waitFor } from './world.js';

test('requests in flight finish while targets are replaced under load, and none fails', async () => {
  const world = createWorld();
  const { balancer, network } = world;
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  balancer.putTargetGroup(group('g', { check: { intervalMs: 5_000 } }));
  const port = await balancer.openListener(listener(to('g')));
  const served = new Set<string>();
  const start = async (ip: string) => {
    const server = await startTarget(network, ip, (request, response) => {
      if (request.url === '/') return void response.end();
      response.writeHead(200);
      response.write('half ');
      setTimeout(() => response.end(ip), 40);
    });
    await registerHealthy(world, 'g', ip);
    return server;
  };
  let previous = { ip: '10.0.0.0', server: await start('10.0.0.0') };

  let loading = true;
  const failures: unknown[] = [];
  const client = async (method: string) => {
    while (loading) {
      try {
        const answer = await ask(port, { path: '/slow', method, agent, body: method === 'POST' ? 'x'.repeat(1000) : undefined });
        if (answer.status !== 200 || !answer.body.toString().startsWith('half 10.')) failures.push(answer);
        served.add(answer.body.toString());
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const clients = Array.from({ length: 12 }, (_, index) => client(index % 2 === 0 ? 'GET' : 'POST'));
  for (let round = 1; round <= 6; round += 1) {
    const ip = `10.0.0.${round}`;
    const server = await start(ip);
    await waitFor(() => served.has(`half ${ip}`));
    const old = { ip: previous.ip, port: 80 };
    balancer.deregisterTarget('g', old);
    await waitFor(() => balancer.targetHealth('g', old).reason === 'Target.NotRegistered');
    previous.server.closeAllConnections();
    previous.server.close();
    network.detach(previous.ip);
    previous = { ip, server };
  }
  loading = false;
  await Promise.all(clients);
  expect(failures).toEqual([]);
  expect(served.size).toBe(7);
});

test('a draining target gets nothing new, and stays until its last answer is out', async () => {
  const world = createWorld();
  const { balancer, network } = world;
  let release: () => void = () => undefined;
  await startTarget(network, '10.0.0.1', (request, response) => {
    if (request.url === '/slow') release = () => response.end('late');
    else response.end();
  });
  balancer.putTargetGroup(group('g', { deregistrationDelayMs: 1_000 }));
  const port = await balancer.openListener(listener(to('g')));
  await registerHealthy(world, 'g', '10.0.0.1');
  const slow = ask(port, { path: '/slow' });
  const idle = release;
  await waitFor(() => release !== idle);
  balancer.deregisterTarget('g', { ip: '10.0.0.1', port: 80 });
  expect((await ask(port)).status).toBe(503);
  expect(balancer.targets('g')).toHaveLength(1);
  release();
  expect((await slow).body.toString()).toBe('late');
  await waitFor(() => balancer.targets('g').length === 0);
});
