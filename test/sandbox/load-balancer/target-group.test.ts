import { describe, expect, it, vi } from 'vitest';
import { TargetGroup } from '../../../src/sandbox/load-balancer/target-group.js';
import type { Target } from '../../../src/sandbox/load-balancer/target.js';
import { createNetwork } from '../../../src/sandbox/network.js';
import { createVirtualClock } from '../../support/virtual-clock.js';
import { group } from './world.js';

const address = (n: number) => ({ ip: `10.0.0.${n}`, port: 80 });

/** Nothing stands at the addresses: targets become what their checks say without a socket. */
function createGroup(change: Parameters<typeof group>[1] = {}) {
  const clock = createVirtualClock();
  const config = group('g', { deregistrationDelayMs: 20_000, ...change });
  const of = new TargetGroup(config, { clock, network: createNetwork(), startGraceMs: 0, pace: { name: 'real', ms: (ms) => ms, backOffMs: (ms) => ms }, log: () => undefined });
  const states = () => of.health().map(({ address: { ip }, health }) => `${ip.slice(7)} ${health.state}`);
  /** The target of an address, found by picking. */
  const targetOf = (n: number): Target => {
    const tried = new Set<Target>();
    for (let target = of.pick(tried); target; target = of.pick(tried)) {
      if (target.address.ip === address(n).ip) return target;
      tried.add(target);
    }
    throw new Error(`no target ${n}`);
  };
  const picks = (count: number, tried?: Set<Target>) => Array.from({ length: count }, () => of.pick(tried)?.address.ip.slice(7));
  return { of, clock, config, states, targetOf, picks };
}

const healthy = { state: 'healthy' } as const;

describe('a target group', () => {
  it('checks its targets only while a listener leads to it', () => {
    const { of, states } = createGroup();
    of.register(address(1));
    expect(states()).toEqual(['1 unused']);
    of.setInUse(true);
    expect(states()).toEqual(['1 initial']);
    of.register(address(2));
    expect(states()).toEqual(['1 initial', '2 initial']);
    of.setInUse(false);
    expect(states()).toEqual(['1 unused', '2 unused']);
    expect(of.healthOf(address(1))).toMatchObject({ reason: 'Target.NotInUse' });
    expect(of.healthOf(address(3))).toMatchObject({ reason: 'Target.NotRegistered' });
    expect(of.healthOf({ ip: '10.0.0.1', port: 81 })).toMatchObject({ reason: 'Target.NotRegistered' });
  });

  it('does not begin anew with a target that it has, or when it is in use already', () => {
    const { of, states, targetOf } = createGroup();
    of.setInUse(true);
    of.register(address(1));
    targetOf(1).health = healthy;
    of.register(address(1));
    of.setInUse(true);
    expect(states()).toEqual(['1 healthy']);
  });

  it('lets a target go at once when nothing leads to it, and after the delay when something does', async () => {
    const { of, clock, states } = createGroup();
    of.register(address(1));
    of.deregister(address(1));
    expect(states()).toEqual([]);
    of.deregister(address(9));
    of.setInUse(true);
    of.register(address(1));
    of.deregister(address(1));
    expect(states()).toEqual(['1 draining']);
    await clock.pass(10_000);
    of.deregister(address(1));
    await clock.pass(9_999);
    expect(states()).toEqual(['1 draining']);
    await clock.pass(1);
    expect(states()).toEqual([]);
  });

  it('waits for what is on its way, also when nothing leads to it', async () => {
    const { of, clock, states, targetOf } = createGroup();
    of.register(address(1));
    const over = targetOf(1).begin(() => undefined);
    of.deregister(address(1));
    expect(states()).toEqual(['1 draining']);
    await clock.pass(25_000);
    over();
    await clock.pass(0);
    expect(states()).toEqual([]);
  });

  it.each([
    { inFlight: false, left: [] },
    { inFlight: true, left: ['1 draining'] },
  ])('that is used no more lets draining targets go, unless a request is on its way ($inFlight)', ({ inFlight, left }) => {
    const { of, states, targetOf } = createGroup();
    of.setInUse(true);
    of.register(address(1));
    if (inFlight) targetOf(1).begin(() => undefined);
    of.deregister(address(1));
    of.setInUse(false);
    expect(states()).toEqual(left);
    of.setInUse(true);
    expect(states()).toEqual(left);
  });

  it('takes a target back that is draining', async () => {
    const { of, clock, states } = createGroup();
    of.setInUse(true);
    of.register(address(1));
    of.deregister(address(1));
    of.register(address(1));
    expect(states()).toEqual(['1 initial']);
    await clock.pass(100_000);
    expect(states()).toEqual(['1 unhealthy']);
  });

  it('given other settings tells its targets only when their checks are others', () => {
    const { of, config, targetOf } = createGroup();
    of.register(address(1));
    const reconfigure = vi.spyOn(targetOf(1), 'reconfigure');
    of.configure({ ...config, deregistrationDelayMs: 1, healthCheck: { ...config.healthCheck } });
    expect(reconfigure).not.toHaveBeenCalled();
    const other = { ...config, healthCheck: { ...config.healthCheck, path: '/new' } };
    of.configure(other);
    expect(reconfigure).toHaveBeenCalledExactlyOnceWith(other);
  });

  it('closed cuts everything', () => {
    const { of, states, targetOf } = createGroup();
    of.register(address(1));
    const cut = vi.fn();
    targetOf(1).begin(cut);
    of.close();
    expect(states()).toEqual([]);
    expect(cut).toHaveBeenCalledOnce();
    expect(of.pick()).toBeUndefined();
  });
});

describe('the target for the next request', () => {
  const three = (change: Parameters<typeof group>[1] = {}) => {
    const made = createGroup(change);
    made.of.setInUse(true);
    for (const n of [1, 2, 3]) made.of.register(address(n));
    const targets = [1, 2, 3].map((n) => made.targetOf(n));
    return { ...made, targets };
  };
  const heal = (targets: readonly Target[]) => targets.forEach((target) => (target.health = healthy));

  it('is one after the other', () => {
    const { picks, targets } = three();
    heal(targets);
    const turns = picks(6).join('');
    expect('123123123').toContain(turns);
    expect(turns).toHaveLength(6);
  });

  it('is a healthy one if there is one, else any that is not draining', () => {
    const { of, picks, targets } = three();
    expect(new Set(picks(6))).toEqual(new Set(['1', '2', '3']));
    heal(targets.slice(1, 2));
    expect(new Set(picks(6))).toEqual(new Set(['2']));
    of.deregister(address(2));
    expect(new Set(picks(6))).toEqual(new Set(['1', '3']));
  });

  it('is none that was tried, and never an unhealthy one for that', () => {
    const { of, targets, picks } = three();
    heal(targets.slice(0, 2));
    const [first, second] = targets;
    if (!first || !second) throw new Error('three');
    expect(new Set(picks(4, new Set([first])))).toEqual(new Set(['2']));
    expect(of.pick(new Set([first, second]))).toBeUndefined();
  });

  it('has the fewest requests on their way, and of equals it is one after the other', () => {
    const { targets, picks } = three({ algorithm: 'least_outstanding_requests' });
    heal(targets);
    expect(new Set(picks(3))).toEqual(new Set(['1', '2', '3']));
    const over = targets.slice(0, 2).map((target) => target.begin(() => undefined));
    expect(new Set(picks(5))).toEqual(new Set(['3']));
    over.forEach((end) => end());
    targets[0]?.begin(() => undefined);
    expect(new Set(picks(6))).toEqual(new Set(['2', '3']));
  });

  it.each([
    { lot: 0, picked: '1' },
    { lot: 0.34, picked: '2' },
    { lot: 0.999, picked: '3' },
  ])('by lot ($lot) is $picked', ({ lot, picked }) => {
    const { targets, picks } = three({ algorithm: 'weighted_random' });
    heal(targets);
    const random = vi.spyOn(Math, 'random').mockReturnValue(lot);
    expect(picks(2)).toEqual([picked, picked]);
    random.mockRestore();
  });
});
