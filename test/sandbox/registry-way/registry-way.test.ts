import { afterEach, describe, expect, it } from 'vitest';
import type { Container, ContainerEngine, RunRequest } from '../../../src/containers/engine.js';
import { EngineError } from '../../../src/containers/engine.js';
import { createRegistryWays, relayLabel } from '../../../src/sandbox/registry-way/registry-way.js';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';

/** Where the daemon of a test comes out when it pulls: at this machine's loopback, by a relay of a kind, or nowhere. */
type Place = 'here' | 'host-network' | 'published-port' | 'nowhere';

const sandboxes: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of sandboxes.splice(0)) await sandbox.stop();
});

/** A daemon that reaches the sandbox only as its place says. A published port is named, and asked for under its name. */
async function sandboxWith(place: Place) {
  const running: (Container & { request: RunRequest })[] = [];
  const pulled: string[] = [];
  const carries = () => running.some(({ request }) => (place === 'host-network' ? request.network === 'host' : place === 'published-port' && request.network === undefined));
  let sandbox: Sandbox | undefined = undefined;
  const engine = {
    name: 'docker',
    isolation: 'container',
    pull: async (reference: string) => {
      pulled.push(reference);
      const host = reference.split('/')[0] ?? '';
      if (place !== 'here' && !carries()) throw new EngineError('registry-unreachable', 'connection refused');
      await fetch(`${sandbox?.url}/v2/`, { headers: { host } });
      throw new EngineError('not-logged-in', 'whatever it says');
    },
    listContainers: () => Promise.resolve(running),
    removeContainer: (id: string) => Promise.resolve(void running.splice(running.findIndex((each) => each.id === id), 1)),
    run: (request: RunRequest) => {
      running.push({ id: String(running.length), state: 'running', ports: (request.ports ?? []).map((port) => ({ ...port, hostPort: port.hostPort ?? 45999 })), request } as never);
      return Promise.resolve({ containerId: running.at(-1)?.id ?? '' });
    },
    inspectContainer: (id: string) => Promise.resolve(running.find((each) => each.id === id)),
  } as unknown as ContainerEngine;
  const { createServiceFactories } = await import('../../../src/sandbox/service-factories.js');
  sandbox = await startSandbox({ services: { ecr: createServiceFactories(engine).ecr }, registryWays: (tools) => createRegistryWays({ ...tools, engine, patienceMs: 300 }) });
  sandboxes.push(sandbox);
  const { url, token } = sandbox;
  const ask = async (method: 'POST' | 'GET' = 'POST') => (await (await fetch(`${url}/_sandbox/registry-way`, { method, headers: { 'x-boyacky-lab-token': token } })).json()) as { way: string; reason?: string };
  return { sandbox, running, pulled, ask };
}

describe('the way of the daemon to the registry', () => {
  it('is the direct one where a pull comes out here, whatever the daemon says to it; then nothing is started', async () => {
    const { ask, running, pulled } = await sandboxWith('here');
    expect(await ask()).toEqual({ way: 'direct' });
    expect(running).toEqual([]);
    expect(pulled[0]).toMatch(/^127\.0\.0\.1:\d+\/boyacky-lab-probe:[0-9a-f]{16}$/);
  });

  it('is told without a change to anything, before and after there is a relay', async () => {
    const { ask, running } = await sandboxWith('host-network');
    expect(await ask('GET')).toEqual({ way: 'none', reason: 'connection refused' });
    expect(running).toEqual([]);
    expect(await ask()).toEqual({ way: 'relay' });
    expect(await ask('GET')).toEqual({ way: 'relay' });
    // Lost, it is not put back by a question.
    running.splice(0);
    expect(await ask('GET')).toMatchObject({ way: 'none' });
    expect(running).toEqual([]);
  });

  it('is a relay in the network of a daemon that is elsewhere, under the same name; it goes with the sandbox', async () => {
    const { ask, running, sandbox } = await sandboxWith('host-network');
    expect(await ask()).toEqual({ way: 'relay' });
    expect(running).toHaveLength(1);
    expect(running[0]?.request).toMatchObject({ network: 'host', addHosts: { 'host.docker.internal': 'host-gateway' } });
    expect(Object.keys(running[0]?.request.labels ?? {})).toEqual([relayLabel]);
    expect(sandbox.context.endpoint.relayHost).toBeUndefined();
    // Lost and asked again: a new one.
    running.splice(0);
    expect(await ask()).toEqual({ way: 'relay' });
    expect(running).toHaveLength(1);
    await sandbox.stop();
    sandboxes.splice(0);
    expect(running).toEqual([]);
  });

  it('is a published port where that is not to be had: images are named after it', async () => {
    const { ask, running, sandbox } = await sandboxWith('published-port');
    expect(await ask()).toEqual({ way: 'relay-port' });
    expect(running.map(({ request }) => request.ports)).toEqual([[{ containerPort: 5000, hostPort: undefined, hostIp: '127.0.0.1' }]]);
    expect(sandbox.context.endpoint.relayHost).toBe('127.0.0.1:45999');
    const answer = await sandbox.context.call<object, { authorizationData: { proxyEndpoint: string }[] }>('ecr', 'GetAuthorizationToken', {});
    expect(answer.authorizationData[0]?.proxyEndpoint).toBe('http://127.0.0.1:45999');
    const made = await sandbox.context.call<object, { repository: { repositoryUri: string } }>('ecr', 'CreateRepository', { repositoryName: 'boyacky/web-app' });
    expect(made.repository.repositoryUri).toBe('127.0.0.1:45999/boyacky/web-app');
  });

  it('is none where no relay helps: said with what the daemon said, and nothing is left behind', async () => {
    const { ask, running } = await sandboxWith('nowhere');
    expect(await ask()).toEqual({ way: 'none', reason: 'connection refused' });
    expect(running).toEqual([]);
  });

  it('is told to nobody without the token', async () => {
    const { sandbox } = await sandboxWith('here');
    expect((await fetch(`${sandbox.url}/_sandbox/registry-way`, { method: 'POST' })).status).toBe(403);
  });
});
