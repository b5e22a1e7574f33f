import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../shared/clock.js';
import { systemClock } from '../shared/clock.js';
import { zonesOf } from './account.js';
import type { SandboxContext } from './context.js';
import { closeServer, listen } from './http-server.js';
import { createCredentials, type IssuedKey } from './identity/credentials.js';
import { createNetwork } from './network.js';
import { paceOf, type Pace } from './pace.js';
import type { RegistryWays, WayOptions } from './registry-way/registry-way.js';
import { createRequestHandler } from './request-handler.js';
import type { Service, ServiceName } from './service.js';
import { createServiceHost, type ServiceFactories } from './service-host.js';
import { openJournalStore } from './store/journal-store.js';

export interface SandboxOptions {
  readonly services: ServiceFactories;
  /** Where state is kept over restarts; undefined: in memory, folders in a temporary place. */
  readonly stateDir?: string;
  /** Port of the first start; later ones keep it. Default: any free one. */
  readonly port?: number;
  readonly pace?: Pace['name'];
  readonly region?: string;
  readonly accountId?: string;
  readonly clock?: Clock;
  readonly log?: (line: string) => void;
  /** How the engine's daemon comes to the registry is looked after by this; default: nobody. */
  readonly registryWays?: (tools: Omit<WayOptions, 'engine'>) => RegistryWays;
  /** Called when a client with the token asks the sandbox to end. */
  readonly onShutdown?: () => void;
}

export interface Sandbox {
  readonly url: string;
  readonly context: SandboxContext;
  /** Keys that may do everything. */
  readonly owner: IssuedKey;
  /** Must be sent as x-boyacky-lab-token to the control routes under /_sandbox/. */
  readonly token: string;
  service(name: ServiceName): Promise<Service>;
  /**
   * Listens on a further address, where containers reach this machine. Of one that no network of ours has it is tried
   * again each second: podman raises its bridge with its first container.
   */
  alsoListenOn(address: string): Promise<void>;
  stop(): Promise<void>;
}

interface Identity {
  readonly token: string;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
}

/** Starts a sandbox: one HTTP server on loopback for every service, the registry and the control routes. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = options.clock ?? systemClock;
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'boyacky-lab-sandbox-'));
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const store = openJournalStore(options.stateDir === undefined ? undefined : join(stateDir, 'journal.jsonl'));
  const identities = store.collection<Identity>('sandbox.identity');
  const known = identities.get('self');

  // The handler needs the port and the port is known only after listening: requests wait for `ready`.
  let ready!: (handler: ReturnType<typeof createRequestHandler>) => void;
  const handler = new Promise<ReturnType<typeof createRequestHandler>>((resolve) => (ready = resolve));
  const handle: Parameters<typeof listen>[2] = (request, response) => void handler.then((answer) => answer(request, response));

  const { server, port } = await listen('127.0.0.1', known?.port ?? options.port ?? 0, handle);
  const servers = [server];

  const identity: Identity = {
    token: known?.token ?? randomBytes(24).toString('base64url'),
    port,
    region: known?.region ?? options.region ?? 'ap-northeast-1',
    accountId: known?.accountId ?? options.accountId ?? '123456789012',
  };
  identities.set('self', identity);

  const host = `127.0.0.1:${port}`;
  const log = options.log ?? (() => undefined);
  const credentials = createCredentials(store, clock, identity.accountId);
  const context: SandboxContext = {
    account: { id: identity.accountId, region: identity.region, zones: zonesOf(identity.region) },
    clock,
    pace: paceOf(options.pace ?? 'fast'),
    store,
    network: createNetwork(),
    credentials,
    endpoint: { host, port, url: `http://${host}` },
    directory: (name) => {
      const path = join(stateDir, name);
      mkdirSync(path, { recursive: true, mode: 0o700 });
      return path;
    },
    call: (name, operation, input) => serviceHost.call(name, operation, input),
    taggedResources: () => serviceHost.taggedResources(),
    log,
  };
  const serviceHost = createServiceHost(options.services, context);

  let registryRequests = 0;
  const hosts = [host, `localhost:${port}`, `host.docker.internal:${port}`];
  const ways = options.registryWays?.({ context, registryRequests: () => registryRequests, acceptHost: (name) => void hosts.push(name) });
  const findRegistryWay = ways === undefined ? undefined : () => ways.find();
  context.findRegistryWay = findRegistryWay;

  ready(
    createRequestHandler({
      services: serviceHost,
      credentials,
      clock,
      token: identity.token,
      region: identity.region,
      hosts,
      onRegistryRequest: () => (registryRequests += 1),
      findRegistryWay,
      tellRegistryWay: ways === undefined ? undefined : () => ways.tell(),
      log,
      onShutdown: options.onShutdown ?? (() => undefined),
    }),
  );
  void serviceHost.startAll();

  let nextTry: NodeJS.Timeout | undefined;
  const alsoListenOn = async (address: string): Promise<void> => {
    try {
      servers.push((await listen(address, port, handle)).server);
      log(`listening on ${address} as well`);
    } catch (error) {
      if (nextTry === undefined) log(`not listening on ${address}: ${error instanceof Error ? error.message : String(error)}`);
      if ((error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL') nextTry = setTimeout(() => void alsoListenOn(address), 1000).unref();
    }
  };

  return {
    url: context.endpoint.url,
    context,
    owner: credentials.owner,
    token: identity.token,
    service: (name) => serviceHost.get(name),
    alsoListenOn,
    stop: async () => {
      clearTimeout(nextTry);
      nextTry = undefined;
      await serviceHost.stopAll();
      await ways?.close().catch((error: unknown) => log(`the relay stays: ${String(error)}`));
      await Promise.all(servers.map((each) => closeServer(each)));
      store.close();
    },
  };
}
