import { Listener } from './listener.js';
import type { ListenerConfig, TargetAddress, TargetGroupConfig, TargetHealth } from './model.js';
import { TargetGroup } from './target-group.js';
import type { TargetWorld } from './target.js';

/** The data plane: open ports, rules, targets and their health. It knows nothing of the API and keeps nothing. */
export interface LoadBalancer {
  /** Opens a port on 127.0.0.1 and resolves to it. */
  openListener(config: ListenerConfig): Promise<number>;
  isOpen(id: string): boolean;
  /** New rules and options for requests that begin from now on; the port stays. */
  changeListener(config: ListenerConfig): void;
  closeListener(id: string): void;
  /** Makes the group, or gives it other settings. */
  putTargetGroup(config: TargetGroupConfig): void;
  removeTargetGroup(id: string): void;
  registerTarget(groupId: string, target: TargetAddress): void;
  /** No new requests; gone when those in flight are answered and the deregistration delay is over. */
  deregisterTarget(groupId: string, target: TargetAddress): void;
  /** Registered and draining targets. */
  targets(groupId: string): readonly { readonly address: TargetAddress; readonly health: TargetHealth }[];
  /** "unused" for a target that is not registered. */
  targetHealth(groupId: string, target: TargetAddress): TargetHealth;
  close(): void;
}

export function createLoadBalancer(world: TargetWorld): LoadBalancer {
  const listeners = new Map<string, Listener>();
  const groups = new Map<string, TargetGroup>();

  const groupOf = (id: string): TargetGroup => {
    const group = groups.get(id);
    if (!group) throw new Error(`The load balancer has no target group ${id}`);
    return group;
  };
  const settleUse = () => {
    const used = new Set([...listeners.values()].flatMap((listener) => listener.groups));
    for (const [id, group] of groups) group.setInUse(used.has(id));
  };

  return {
    openListener: async (config) => {
      const listener = new Listener(config, (id) => groups.get(id), world);
      const port = await listener.open();
      listeners.set(config.id, listener);
      settleUse();
      return port;
    },
    isOpen: (id) => listeners.has(id),
    changeListener: (config) => {
      listeners.get(config.id)?.configure(config);
      settleUse();
    },
    closeListener: (id) => {
      listeners.get(id)?.close({ now: false });
      listeners.delete(id);
      settleUse();
    },
    putTargetGroup: (config) => {
      const known = groups.get(config.id);
      if (known) known.configure(config);
      else groups.set(config.id, new TargetGroup(config, world));
      settleUse();
    },
    removeTargetGroup: (id) => {
      groups.get(id)?.close();
      groups.delete(id);
    },
    registerTarget: (groupId, target) => groupOf(groupId).register(target),
    deregisterTarget: (groupId, target) => groupOf(groupId).deregister(target),
    targets: (groupId) => groupOf(groupId).health(),
    targetHealth: (groupId, target) => groupOf(groupId).healthOf(target),
    close: () => {
      for (const listener of listeners.values()) listener.close({ now: true });
      for (const group of groups.values()) group.close();
      listeners.clear();
      groups.clear();
    },
  };
}
