import type { SandboxContext } from '../context.js';
import { createLoadBalancer, type LoadBalancer } from '../load-balancer/load-balancer.js';
import type { Collection } from '../store/store.js';
import type { StoredListener, StoredLoadBalancer, StoredRule, StoredTargetGroup } from './model.js';

/** What the operations work on: the stored resources (by ARN) and the data plane that acts them out. */
export interface Elbv2 {
  readonly context: SandboxContext;
  readonly plane: LoadBalancer;
  readonly loadBalancers: Collection<StoredLoadBalancer>;
  readonly targetGroups: Collection<StoredTargetGroup>;
  readonly listeners: Collection<StoredListener>;
  readonly rules: Collection<StoredRule>;
  /** Runs changes that ask other services one after another, so that two of them cannot both find a name free. */
  inTurn<T>(change: () => Promise<T>): Promise<T>;
}

/** Node, npm and a busy laptop: what a task may take until its program listens. */
const startGraceMs = 15_000;

export function createElbv2(context: SandboxContext): Elbv2 {
  let last: Promise<unknown> = Promise.resolve();
  return {
    context,
    plane: createLoadBalancer({ ...context, startGraceMs }),
    loadBalancers: context.store.collection('elbv2.load-balancers'),
    targetGroups: context.store.collection('elbv2.target-groups'),
    listeners: context.store.collection('elbv2.listeners'),
    rules: context.store.collection('elbv2.rules'),
    inTurn: (change) => {
      const turn = last.then(change);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
