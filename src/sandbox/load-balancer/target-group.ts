import { healthOf } from './health-reasons.js';
import type { TargetAddress, TargetGroupConfig, TargetHealth } from './model.js';
import { Target, type TargetWorld } from './target.js';

/** The targets of one group, and which of them answers next. */
export class TargetGroup {
  readonly #targets = new Map<string, Target>();
  #next = 0;
  #inUse = false;

  constructor(
    private config: TargetGroupConfig,
    private readonly world: TargetWorld,
  ) {}

  configure(config: TargetGroupConfig): void {
    const checkChanged = JSON.stringify(config.healthCheck) !== JSON.stringify(this.config.healthCheck);
    this.config = config;
    if (checkChanged) for (const target of this.#targets.values()) target.reconfigure(config);
  }

  /** Whether a listener leads here: targets of a group that gets no traffic are not checked. */
  setInUse(inUse: boolean): void {
    if (inUse === this.#inUse) return;
    this.#inUse = inUse;
    for (const [key, target] of this.#targets) {
      if (target.draining) {
        if (!inUse && target.inFlight === 0) this.#remove(key, target);
      } else if (inUse) target.register(this.config);
      else target.rest();
    }
  }

  register(address: TargetAddress): void {
    const known = this.#targets.get(keyOf(address));
    if (known && !known.draining) return;
    const target = known ?? new Target(address, this.world);
    this.#targets.set(keyOf(address), target);
    if (this.#inUse) target.register(this.config);
    else target.rest();
  }

  deregister(address: TargetAddress): void {
    const key = keyOf(address);
    const target = this.#targets.get(key);
    if (!target || target.draining) return;
    if (!this.#inUse && target.inFlight === 0) return this.#remove(key, target);
    void target.drain(this.config.deregistrationDelayMs).then((drained) => {
      if (drained) this.#remove(key, target);
    });
  }

  health(): readonly { readonly address: TargetAddress; readonly health: TargetHealth }[] {
    return [...this.#targets.values()].map(({ address, health }) => ({ address, health }));
  }

  healthOf(address: TargetAddress): TargetHealth {
    return this.#targets.get(keyOf(address))?.health ?? healthOf.notRegistered;
  }

  /**
   * The target for the next request. If none is healthy every registered one is taken, as ALB fails open:
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
   */
  pick(tried: ReadonlySet<Target> = new Set()): Target | undefined {
    const registered = [...this.#targets.values()].filter((target) => !target.draining);
    const healthy = registered.filter((target) => target.health.state === 'healthy');
    const candidates = (healthy.length > 0 ? healthy : registered).filter((target) => !tried.has(target));
    if (this.config.algorithm === 'weighted_random') return candidates[Math.floor(Math.random() * candidates.length)];
    this.#next += 1;
    const turn = this.#next % candidates.length;
    if (this.config.algorithm === 'round_robin') return candidates[turn];
    const least = Math.min(...candidates.map((target) => target.inFlight));
    return [...candidates.slice(turn), ...candidates.slice(0, turn)].find((target) => target.inFlight === least);
  }

  close(): void {
    for (const [key, target] of this.#targets) this.#remove(key, target);
  }

  #remove(key: string, target: Target): void {
    this.#targets.delete(key);
    target.close();
  }
}

function keyOf({ ip, port }: TargetAddress): string {
  return `${ip}:${port}`;
}
