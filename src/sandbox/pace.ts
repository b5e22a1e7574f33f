/**
 * How long simulated life cycles take. Give the duration AWS takes; get the one the sandbox takes.
 * `real` is AWS's own; `fast` is a hundred-and-twentieth of it, at most 1 s, so that a load balancer
 * is there at once but its "provisioning" can still be seen.
 */
export interface Pace {
  readonly name: 'fast' | 'real';
  /** Milliseconds as on AWS → milliseconds here. */
  ms(realMs: number): number;
  /** The same before another attempt at what failed: never cut to 1 s, so that what fails all night is tried ever more slowly. */
  backOffMs(realMs: number): number;
}

const paces = {
  fast: { name: 'fast', ms: (realMs: number) => Math.min(realMs / 120, 1000), backOffMs: (realMs: number) => realMs / 120 },
  real: { name: 'real', ms: (realMs: number) => realMs, backOffMs: (realMs: number) => realMs },
} as const satisfies Record<Pace['name'], Pace>;

export function paceOf(name: Pace['name']): Pace {
  return paces[name];
}
