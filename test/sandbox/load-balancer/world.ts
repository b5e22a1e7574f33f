import { createServer, request as httpRequest, type IncomingHttpHeaders, type RequestListener, type RequestOptions, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createLoadBalancer, type LoadBalancer } from '../../../src/sandbox/load-balancer/load-balancer.js';
import type { Action, ListenerConfig, TargetGroupConfig } from '../../../src/sandbox/load-balancer/model.js';
import { createNetwork, type Network } from '../../../src/sandbox/network.js';
import { systemClock } from '../../../src/shared/clock.js';

export interface World {
  readonly balancer: LoadBalancer;
  readonly network: Network;
  readonly log: string[];
}

/** A load balancer on which a second takes a millisecond. */
export function createWorld({ startGraceMs = 0 } = {}): World {
  const network = createNetwork();
  const log: string[] = [];
  const balancer = createLoadBalancer({
    clock: systemClock,
    pace: { name: 'fast', ms: (ms) => ms / 1000, backOffMs: (ms) => ms / 1000 },
    network,
    startGraceMs,
    log: (line) => void log.push(line),
  });
  onTestFinished(() => balancer.close());
  return { balancer, network, log };
}

export function group(id: string, change: Partial<TargetGroupConfig> & { readonly check?: Partial<TargetGroupConfig['healthCheck']> } = {}): TargetGroupConfig {
  const { check, ...rest } = change;
  const healthCheck = { path: '/', port: undefined, intervalMs: 30_000, timeoutMs: 5_000, healthyThreshold: 2, unhealthyThreshold: 2, codes: '200', ...check };
  return { id, healthCheck, deregistrationDelayMs: 30_000, algorithm: 'round_robin', ...rest };
}

export const to = (...ids: string[]): Action => ({ type: 'forward', groups: ids.map((id) => ({ id, weight: 1 })) });

export function listener(defaultAction: Action, change: Partial<ListenerConfig> = {}): ListenerConfig {
  return { id: 'listener', port: 80, rules: [], defaultAction, options: { idleTimeoutMs: 60_000, forwardedFor: 'append' }, openedPort: 0, ...change };
}

/** A real HTTP server that answers for a private address. */
export async function startTarget(network: Network, ip: string, handle: RequestListener, prepare: (server: Server) => void = () => undefined): Promise<Server> {
  const server = createServer(handle);
  prepare(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  network.attach(ip, () => ({ host: '127.0.0.1', port }));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}

/** Registers a target and waits until the load balancer trusts it. */
export async function registerHealthy({ balancer }: World, groupId: string, ip: string): Promise<void> {
  balancer.registerTarget(groupId, { ip, port: 80 });
  await waitFor(() => balancer.targetHealth(groupId, { ip, port: 80 }).state === 'healthy');
}

/** A load balancer that leads to one target, which it trusts. */
export async function balance(handle: RequestListener, prepare?: (server: Server) => void, change: Partial<ListenerConfig> = {}): Promise<World & { readonly port: number }> {
  const world = createWorld();
  await startTarget(world.network, '10.0.0.1', handle, prepare);
  world.balancer.putTargetGroup(group('g', { check: { codes: '200-599' } }));
  const port = await world.balancer.openListener(listener(to('g'), change));
  await registerHealthy(world, 'g', '10.0.0.1');
  return { ...world, port };
}

export async function waitFor(condition: () => boolean, what = 'condition'): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export interface Answer {
  readonly status: number;
  readonly phrase: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export function ask(port: number, options: RequestOptions & { readonly body?: string | Buffer } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, phrase: response.statusMessage ?? '', headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end(options.body);
  });
}

/** Writes bytes to a port and resolves to all that comes back until the connection ends. */
export function askRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(received));
    socket.write(bytes);
  });
}
