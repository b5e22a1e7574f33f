import type { ResourceKind } from '../ledger.js';
import type { StepContext, Text } from '../types.js';

/** How one kind of resource is looked for and taken away. Ids are those of the ledger. */
export interface Remover {
  readonly kind: ResourceKind;
  /** Is it there? Leftovers that AWS keeps showing for a while (INACTIVE …) count as gone. */
  exists(context: StepContext, id: string): Promise<boolean>;
  /** Asks for it to be taken away; `exists` tells when it is gone. Does nothing when it is not there. */
  remove(context: StepContext, id: string): Promise<void>;
  /** Why it will not go away by waiting; undefined: it may still. Then it is asked for again, up to three times. */
  refusal?(context: StepContext, id: string): Promise<Text | undefined>;
  /** Longest time until it is gone, in milliseconds (default 60 s). */
  readonly deadlineMs?: number;
}

const minutes = 60_000;

/** The stack holds a load balancer and interface endpoints, which AWS takes its time to delete. */
export const deadlines = { service: 10 * minutes, cluster: 3 * minutes, stack: 20 * minutes, table: 3 * minutes } as const;
