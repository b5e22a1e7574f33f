import { expect, test } from 'vitest';
import { createWorld, group, listener, startTarget, to, waitFor } from './world.js';

const target = { ip: '10.0.0.1', port: 80 };

test('a target goes from unused through initial to healthy, unhealthy and back', async () => {
  const { balancer, network } = createWorld();
  let status = 200;
  let agent: string | undefined;
  await startTarget(network, target.ip, (request, response) => {
    agent = request.headers['user-agent'];
    response.writeHead(status).end();
  });
  const health = () => balancer.targetHealth('g', target);
  balancer.putTargetGroup(group('g', { check: { intervalMs: 10_000 } }));
  expect(health()).toEqual({ state: 'unused', reason: 'Target.NotRegistered', description: 'Target is not registered to the target group' });
  balancer.registerTarget('g', target);
  expect(health()).toMatchObject({ state: 'unused', reason: 'Target.NotInUse' });
  await balancer.openListener(listener(to('g')));
  expect(health()).toMatchObject({ state: 'initial', reason: 'Elb.RegistrationInProgress' });
  await waitFor(() => health().state === 'healthy');
  expect(health()).toEqual({ state: 'healthy' });
  expect(agent).toBe('ELB-HealthChecker/2.0');
  status = 404;
  await waitFor(() => health().state === 'unhealthy');
  expect(health()).toEqual({
    state: 'unhealthy',
    reason: 'Target.ResponseCodeMismatch',
    description: 'Health checks failed with these codes: [404]',
  });
  status = 200;
  await waitFor(() => health().state === 'healthy');
  balancer.closeListener('listener');
  expect(health()).toMatchObject({ state: 'unused', reason: 'Target.NotInUse' });
});

test.each([
  ['200-299', 204, 'healthy'],
  ['200,302', 302, 'healthy'],
  ['200', 204, 'unhealthy'],
])('matcher %s and code %i: %s', async (codes, code, state) => {
  const { balancer, network } = createWorld();
  await startTarget(network, target.ip, (request, response) => response.writeHead(request.url === '/up' ? code : 500).end());
  balancer.putTargetGroup(group('g', { check: { codes, path: '/up' } }));
  await balancer.openListener(listener(to('g')));
  balancer.registerTarget('g', target);
  await waitFor(() => balancer.targetHealth('g', target).state !== 'initial');
  expect(balancer.targetHealth('g', target).state).toBe(state);
});

test('nothing at the address, a silent target and a refused connection have their own reasons', async () => {
  const { balancer, network } = createWorld();
  await startTarget(network, '10.0.0.2', () => undefined);
  network.attach('10.0.0.3', () => ({ host: '127.0.0.1', port: 1 }));
  balancer.putTargetGroup(group('g', { check: { timeoutMs: 40 } }));
  await balancer.openListener(listener(to('g')));
  const reasonOf = (ip: string) => balancer.targetHealth('g', { ip, port: 80 }).reason;
  for (const ip of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) balancer.registerTarget('g', { ip, port: 80 });
  await waitFor(() => balancer.targets('g').every(({ health }) => health.state === 'unhealthy'));
  expect([reasonOf('10.0.0.1'), reasonOf('10.0.0.2'), reasonOf('10.0.0.3')]).toEqual([
    'Target.Timeout',
    'Target.Timeout',
    'Target.FailedHealthChecks',
  ]);
  expect(balancer.targetHealth('g', target).description).toBe('Request timed out');
});

test('a target that is registered again while it drains is not removed', async () => {
  const { balancer, network } = createWorld();
  await startTarget(network, target.ip, (_, response) => void response.end());
  balancer.putTargetGroup(group('g', { deregistrationDelayMs: 100_000 }));
  await balancer.openListener(listener(to('g')));
  balancer.registerTarget('g', target);
  await waitFor(() => balancer.targetHealth('g', target).state === 'healthy');
  balancer.deregisterTarget('g', target);
  expect(balancer.targetHealth('g', target)).toMatchObject({ state: 'draining', reason: 'Target.DeregistrationInProgress' });
  balancer.registerTarget('g', target);
  await waitFor(() => balancer.targetHealth('g', target).state === 'healthy');
  balancer.deregisterTarget('g', target);
  await waitFor(() => balancer.targetHealth('g', target).reason === 'Target.NotRegistered');
});

test('a target that takes its time to start is not given up meanwhile; one that answers wrongly is', async () => {
  const { balancer, network } = createWorld({ startGraceMs: 60_000 });
  network.attach(target.ip, () => ({ host: '127.0.0.1', port: 1 }));
  await startTarget(network, '10.0.0.2', (_, response) => response.writeHead(404).end());
  balancer.putTargetGroup(group('g', { check: { intervalMs: 10_000 } }));
  await balancer.openListener(listener(to('g')));
  const wrong = { ip: '10.0.0.2', port: 80 };
  balancer.registerTarget('g', target);
  balancer.registerTarget('g', wrong);
  await waitFor(() => balancer.targetHealth('g', wrong).state === 'unhealthy');
  expect(balancer.targetHealth('g', target)).toMatchObject({ state: 'initial', reason: 'Elb.InitialHealthChecking' });
  await startTarget(network, target.ip, (_, response) => void response.end());
  await waitFor(() => balancer.targetHealth('g', target).state === 'healthy');
});
