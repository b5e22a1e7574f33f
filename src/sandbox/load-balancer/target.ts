import { Agent } from 'node:http';
import type { Clock } from '../../shared/clock.js';
import type { HostAddress, Network } from '../network.js';
import type { Pace } from '../pace.js';
import { healthOf, unhealthy, type ProbeFailure } from './health-reasons.js';
import type { TargetAddress, TargetGroupConfig, TargetHealth } from './model.js';
import { probe } from './probe.js';

export interface TargetWorld {
  readonly clock: Clock;
  readonly pace: Pace;
  readonly network: Network;
  /**
   * A new target that does not answer at all is not given up before this many milliseconds, or the time AWS would give
   * it if that is less: programs take as long to start as they take, however fast the pace.
   */
  readonly startGraceMs: number;
  log(line: string): void;
}

/** How long AWS takes to bring a registered target before its first health check. */
const registrationMs = 5_000;
/** However fast the pace, a real process answers in real time. */
const realTimeoutFloorMs = 5_000;
/** Requests in flight outlive a shorter deregistration delay by this much before they are cut. */
const shortestCutMs = 30_000;

/** One registered target: its health, its connections, and how many requests it is answering. */
export class Target {
  readonly agent = new Agent({ keepAlive: true, keepAliveMsecs: 10_000, maxFreeSockets: 64, scheduling: 'lifo' });
  health: TargetHealth = healthOf.notInUse;
  readonly #cuts = new Set<() => void>();
  #loop = new AbortController();
  #onIdle: (() => void) | undefined;

  constructor(
    readonly address: TargetAddress,
    private readonly world: TargetWorld,
    private readonly ask: typeof probe = probe,
  ) {}

  get draining(): boolean {
    return this.health.state === 'draining';
  }

  get inFlight(): number {
    return this.#cuts.size;
  }

  /** Where the target answers on this machine; undefined: it does not. */
  hostAddress(): HostAddress | undefined {
    return this.world.network.resolve(this.address.ip, this.address.port);
  }

  /** Counts a request in; call what it returns when the request is over. `cut` breaks the request off. */
  begin(cut: () => void): () => void {
    const entry = () => cut();
    this.#cuts.add(entry);
    return () => {
      this.#cuts.delete(entry);
      if (this.#cuts.size === 0) this.#onIdle?.();
    };
  }

  /** Starts health checks afresh, the target being new to traffic. */
  register(config: TargetGroupConfig): void {
    this.health = healthOf.registering;
    this.#restart((signal) => this.#checkFrom(registrationMs, config, signal));
  }

  /** Goes on with other settings; the state reached so far stays. */
  reconfigure(config: TargetGroupConfig): void {
    if (this.health.state === 'draining' || this.health.state === 'unused') return;
    this.#restart((signal) => this.#checkFrom(0, config, signal));
  }

  /** No listener leads here any more. */
  rest(): void {
    this.#restart(undefined);
    this.health = healthOf.notInUse;
  }

  /**
   * No new request from now on. Resolves true when the last one is answered and the delay is over, false if the target
   * was registered again meanwhile.
   */
  async drain(delayMs: number): Promise<boolean> {
    this.health = healthOf.draining;
    const { signal } = this.#restart(undefined);
    const idle = new Promise<void>((resolve) => {
      if (this.#cuts.size === 0) resolve();
      else this.#onIdle = resolve;
    });
    const cut = new AbortController();
    try {
      await this.world.clock.sleep(this.world.pace.ms(delayMs), signal);
      await Promise.race([
        idle,
        this.world.clock.sleep(Math.max(delayMs, shortestCutMs), AbortSignal.any([signal, cut.signal])),
      ]);
      return !signal.aborted;
    } catch {
      return false;
    } finally {
      cut.abort();
    }
  }

  /** Ends checks and connections; requests in flight are cut. */
  close(): void {
    this.#loop.abort();
    for (const cut of this.#cuts) cut();
    this.agent.destroy();
  }

  #restart(loop: ((signal: AbortSignal) => Promise<void>) | undefined): AbortController {
    this.#loop.abort();
    this.#loop = new AbortController();
    const { signal } = this.#loop;
    loop?.(signal).catch((error: unknown) => {
      if (!signal.aborted) this.world.log(`health checks of ${this.address.ip}:${this.address.port} ended: ${String(error)}`);
    });
    return this.#loop;
  }

  async #checkFrom(delayMs: number, { healthCheck }: TargetGroupConfig, signal: AbortSignal): Promise<void> {
    const { clock, pace } = this.world;
    let passes = 0;
    let failures = 0;
    const graceUntil = clock.now() + Math.min(this.world.startGraceMs, healthCheck.unhealthyThreshold * healthCheck.intervalMs);
    const mayStillStart = (failure: ProbeFailure) => this.health.state === 'initial' && failure.kind !== 'code' && clock.now() < graceUntil;
    await clock.sleep(pace.ms(delayMs), signal);
    if (this.health === healthOf.registering) this.health = healthOf.checking;
    for (;;) {
      const failure = await this.#check(healthCheck, signal);
      if (signal.aborted) return;
      passes = failure ? 0 : passes + 1;
      failures = failure ? failures + 1 : 0;
      // A new target is healthy after one check; the threshold is for one that has to win trust back.
      if (!failure && (this.health.state === 'initial' || passes >= healthCheck.healthyThreshold)) this.health = healthOf.healthy;
      const givenUp = this.health.state === 'unhealthy' || failures >= healthCheck.unhealthyThreshold;
      if (failure && givenUp && !mayStillStart(failure)) this.health = unhealthy(failure);
      await clock.sleep(pace.ms(healthCheck.intervalMs), signal);
    }
  }

  async #check(check: TargetGroupConfig['healthCheck'], signal: AbortSignal): Promise<ProbeFailure | undefined> {
    const { clock, pace, network } = this.world;
    const { ip } = this.address;
    const port = check.port ?? this.address.port;
    const address = network.resolve(ip, port);
    const pacedMs = pace.ms(check.timeoutMs);
    if (!address) {
      await clock.sleep(pacedMs, signal);
      return { kind: 'timeout' };
    }
    const timeoutMs = Math.max(pacedMs, Math.min(check.timeoutMs, realTimeoutFloorMs));
    return this.ask({ address, path: check.path, hostHeader: `${ip}:${port}`, timeoutMs, codes: check.codes }, signal);
  }
}
