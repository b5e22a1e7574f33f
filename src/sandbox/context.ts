import type { Clock } from '../shared/clock.js';
import type { Credentials } from './identity/credentials.js';
import type { Network } from './network.js';
import type { Pace } from './pace.js';
import type { RegistryWay } from './registry-way/registry-way.js';
import type { ServiceName, TaggedResource } from './service.js';
import type { Store } from './store/store.js';

/** What every service of the sandbox is built from. */
export interface SandboxContext {
  readonly account: Account;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly store: Store;
  readonly network: Network;
  readonly credentials: Credentials;
  /** Where the sandbox listens. */
  readonly endpoint: Endpoint;
  /** A folder (0700) of this service's own for what does not fit the store: blobs, logs. Made on first use. */
  directory(name: ServiceName): string;
  /**
   * Asks another service of the sandbox, in process, as the sandbox itself; rejects with `AwsError`:
   * `ctx.call<RegisterTargetsCommandInput, RegisterTargetsCommandOutput>('elbv2', 'RegisterTargets', {…})`.
   */
  call<Input, Output>(service: ServiceName, operation: string, input: Input): Promise<Output>;
  /** Everything in the account that bears tags, service by service. */
  taggedResources(): Promise<readonly TaggedResource[]>;
  /** Looks how the engine's daemon comes to the registry, and puts a relay where it has no way. */
  findRegistryWay?(): Promise<RegistryWay>;
  /** One line to the sandbox's log (never a secret). */
  log(line: string): void;
}

export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** e.g. "ap-northeast-1" */
  readonly region: string;
  /** Names of the zones that can be used, e.g. ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]. */
  readonly zones: readonly string[];
}

/** The host that images of the registry are named after. */
export function registryHost({ relayHost, host }: Endpoint): string {
  return relayHost ?? host;
}

export interface Endpoint {
  /** "127.0.0.1:4599": also the registry's host in image references. Stable over restarts. */
  readonly host: string;
  readonly port: number;
  /** "http://127.0.0.1:4599" */
  readonly url: string;
  /** The registry's host in image references, where the engine's daemon comes in by a relay that has a port of its own. */
  relayHost?: string;
}
