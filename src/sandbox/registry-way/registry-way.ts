import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerEngine, RunRequest } from '../../containers/engine.js';
import { registryHost, type SandboxContext } from '../context.js';
import { sandboxIdOf } from '../runtime/container-labels.js';
import { relayProgram } from './relay-program.js';

/**
 * How the daemon comes to the registry of this sandbox. A daemon that is elsewhere (in a virtual machine, in another
 * network namespace) does not find it at its own 127.0.0.1, and is given a relay there; `none`: that did not help.
 */
export interface RegistryWay {
  readonly way: 'direct' | 'relay' | 'relay-port' | 'none';
  /** What the daemon said last, where there is no way. */
  readonly reason?: string;
}

export interface WayOptions {
  readonly context: SandboxContext;
  readonly engine: ContainerEngine;
  /** How often the registry was asked for anything until now: a status, whatever words the daemon has for it. */
  readonly registryRequests: () => number;
  /** A relay that listens on a port of its own comes in under its name. */
  readonly acceptHost: (host: string) => void;
  /** Longest time that a relay may take until it carries, in milliseconds. */
  readonly patienceMs?: number;
}

export const relayLabel = 'boyacky-lab.relay';
/** What the course needs on the machine anyway. */
const relayImage = 'node:24-alpine';
const portInside = 5000;

export interface RegistryWays {
  /** Looks again, and puts a relay where one is needed; one look at a time. */
  find(): Promise<RegistryWay>;
  /** Looks only: nothing is started, nothing taken away. */
  tell(): Promise<RegistryWay>;
  /** Takes the relay away. */
  close(): Promise<void>;
}

export function createRegistryWays({ context, engine, registryRequests, acceptHost, patienceMs = 15_000 }: WayOptions): RegistryWays {
  const { endpoint } = context;
  const log = (line: string) => context.log(line);
  const label = () => `${relayLabel}=${sandboxIdOf(context)}`;
  const hostPorts = context.store.collection<{ readonly port: number }>('sandbox.relay');
  let relay: 'relay' | 'relay-port' | undefined;
  let adopted = false;
  let looking: Promise<RegistryWay> | undefined;
  let closed = false;

  /** A sandbox that was killed left its relay behind: it goes on to carry, and is taken away in the end. */
  const adopt = async (): Promise<void> => {
    if (adopted) return;
    const left = (await engine.listContainers({ label: label() })).find(({ state }) => state === 'running');
    adopted = true;
    if (left === undefined) return;
    const port = left.ports[0]?.hostPort;
    relay = port === undefined ? 'relay' : 'relay-port';
    if (port !== undefined) useHost(`127.0.0.1:${port}`);
  };

  const useHost = (host: string): void => {
    acceptHost(host);
    endpoint.relayHost = host;
  };

  /** Whether a pull by the daemon comes out here; else what it said. */
  const probe = async (host: string): Promise<string | undefined> => {
    const before = registryRequests();
    let said = '';
    await engine.pull(`${host}/boyacky-lab-probe:${randomBytes(8).toString('hex')}`).catch((error: unknown) => (said = wordsOf(error)));
    return registryRequests() > before ? undefined : said;
  };

  const removeRelay = async (): Promise<void> => {
    relay = undefined;
    for (const { id } of await engine.listContainers({ label: label() })) await engine.removeContainer(id, { force: true });
  };

  const startRelay = async (request: Partial<RunRequest>, address: string, port: number): Promise<string> => {
    await removeRelay();
    const { containerId } = await engine.run({
      image: relayImage,
      labels: { [relayLabel]: sandboxIdOf(context) },
      addHosts: { 'host.docker.internal': 'host-gateway' },
      entrypoint: ['node'],
      command: ['-e', relayProgram, address, String(port), String(endpoint.port)],
      ...request,
    });
    return containerId;
  };

  /** It takes a moment until it listens. */
  const carries = async (host: string): Promise<string | undefined> => {
    const deadline = Date.now() + patienceMs;
    let said = await probe(host);
    while (said !== undefined && !closed && Date.now() < deadline) {
      await sleep(200);
      said = await probe(host);
    }
    return said;
  };

  /** In the daemon's own network, at the very address: then nothing else changes. */
  const relayThere = async (): Promise<string | undefined> => {
    await startRelay({ network: 'host' }, '127.0.0.1', endpoint.port);
    return await carries(endpoint.host);
  };

  /** Where that is not to be had, at a published port, whose name the images then bear. */
  const relayAtPort = async (): Promise<string | undefined> => {
    const publish = (hostPort?: number) => startRelay({ ports: [{ containerPort: portInside, hostPort, hostIp: '127.0.0.1' }] }, '0.0.0.0', portInside);
    // The images are named after it: the port of the last time, if it is to be had.
    const known = hostPorts.get('last')?.port;
    const id = known === undefined ? await publish() : await publish(known).catch(() => publish());
    const port = (await engine.inspectContainer(id))?.ports[0]?.hostPort;
    if (port === undefined) return 'the relay has no port';
    hostPorts.set('last', { port });
    useHost(`127.0.0.1:${port}`);
    const said = await carries(`127.0.0.1:${port}`);
    if (said !== undefined) endpoint.relayHost = undefined;
    return said;
  };

  const look = async (): Promise<RegistryWay> => {
    if (engine.isolation === 'process') return { way: 'direct' };
    await adopt();
    let said = await probe(registryHost(endpoint));
    if (said === undefined) return { way: relay ?? 'direct' };
    endpoint.relayHost = undefined;
    log(`the daemon does not find the registry at ${endpoint.host}: ${said}`);
    for (const [kind, start] of [['relay', relayThere], ['relay-port', relayAtPort]] as const) {
      if (closed) break;
      said = await start().catch(wordsOf);
      if (said === undefined) {
        relay = kind;
        log(`a ${kind} carries the registry to the daemon`);
        return { way: kind };
      }
      log(`no ${kind}: ${said}`);
    }
    await removeRelay().catch((error: unknown) => log(`the relay stays: ${String(error)}`));
    return { way: 'none', reason: said };
  };

  const tell = async (): Promise<RegistryWay> => {
    if (engine.isolation === 'process') return { way: 'direct' };
    await looking?.catch(() => undefined);
    await adopt();
    const said = await probe(registryHost(endpoint));
    return said === undefined ? { way: relay ?? 'direct' } : { way: 'none', reason: said };
  };

  return {
    tell: () => tell().catch((error: unknown): RegistryWay => ({ way: 'none', reason: wordsOf(error) })),
    find: () => (looking ??= look().catch((error: unknown): RegistryWay => ({ way: 'none', reason: wordsOf(error) })).finally(() => (looking = undefined))),
    close: async () => {
      closed = true;
      await looking?.catch(() => undefined);
      if (relay !== undefined) await removeRelay();
    },
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
