import { describe, expect, it, vi } from 'vitest';
import type { ProbeFailure } from '../../../src/sandbox/load-balancer/health-reasons.js';
import type { Probe } from '../../../src/sandbox/load-balancer/probe.js';
import { Target } from '../../../src/sandbox/load-balancer/target.js';
import { createNetwork } from '../../../src/sandbox/network.js';
import { createVirtualClock } from '../../support/virtual-clock.js';
import { group } from './world.js';

const registrationMs = 5_000;
const intervalMs = 10_000;
const code: ProbeFailure = { kind: 'code', code: 500 };
const failed: ProbeFailure = { kind: 'failed' };

/** A target whose checks are answered as the test says, by a clock that is turned by hand. */
function createTarget(options: { startGraceMs?: number; divisor?: number; attached?: boolean } = {}) {
  const { startGraceMs = 0, divisor = 1, attached = true } = options;
  const clock = createVirtualClock();
  const network = createNetwork();
  if (attached) network.attach('10.0.0.1', (port) => ({ host: '127.0.0.1', port: port + 40_000 }));
  const log: string[] = [];
  const asked: Probe[] = [];
  const state: { answer: ProbeFailure | undefined | Error } = { answer: undefined };
  const world = { clock, network, startGraceMs, pace: { name: 'fast', ms: (ms: number) => ms / divisor, backOffMs: (ms: number) => ms } as const, log: (line: string) => void log.push(line) };
  const target = new Target({ ip: '10.0.0.1', port: 80 }, world, (sent) => {
    asked.push(sent);
    return state.answer instanceof Error ? Promise.reject(state.answer) : Promise.resolve(state.answer);
  });
  return { target, clock, asked, log, answer: (next: ProbeFailure | undefined | Error) => (state.answer = next), health: () => target.health.state };
}

const config = (check: Parameters<typeof group>[1] = {}) => group('g', { ...check, check: { intervalMs, ...check.check } });

describe('a new target', () => {
  it('is brought for 5 s, then checked, and healthy after one check', async () => {
    const { target, clock, asked, health } = createTarget();
    expect(target.health).toMatchObject({ state: 'unused', reason: 'Target.NotInUse' });
    target.register(config());
    expect(target.health).toMatchObject({ state: 'initial', reason: 'Elb.RegistrationInProgress' });
    await clock.pass(registrationMs - 1);
    expect(asked).toEqual([]);
    await clock.pass(1);
    expect(health()).toBe('healthy');
    expect(asked).toHaveLength(1);
    await clock.pass(intervalMs - 1);
    expect(asked).toHaveLength(1);
    await clock.pass(1);
    expect(asked).toHaveLength(2);
  });

  it.each([1, 2, 5])('that answers wrongly is given up after %i checks', async (unhealthyThreshold) => {
    const { target, clock, answer, asked, health } = createTarget({ startGraceMs: 1e9 });
    answer(code);
    target.register(config({ check: { unhealthyThreshold } }));
    await clock.pass(registrationMs + (unhealthyThreshold - 1) * intervalMs - 1);
    expect(target.health).toMatchObject({ state: 'initial', reason: unhealthyThreshold === 1 ? 'Elb.RegistrationInProgress' : 'Elb.InitialHealthChecking' });
    await clock.pass(1);
    expect(asked).toHaveLength(unhealthyThreshold);
    expect(target.health).toEqual({ state: 'unhealthy', reason: 'Target.ResponseCodeMismatch', description: 'Health checks failed with these codes: [500]' });
    expect(health()).toBe('unhealthy');
  });

  it.each([
    { it: 'AWS would', startGraceMs: 1e9, until: 2 * intervalMs },
    { it: 'the grace says, if that is sooner', startGraceMs: 12_000, until: 12_000 },
    { it: 'without a grace at the threshold', startGraceMs: 0, until: registrationMs + intervalMs },
  ])('that does not answer at all is given up when $it', async ({ startGraceMs, until }) => {
    const { target, clock, answer, health } = createTarget({ startGraceMs });
    answer(failed);
    target.register(config());
    // Checks are at 5 s, 15 s, 25 s: given up at the first after the grace that has reached the threshold.
    const checks = [5_000, 15_000, 25_000];
    const end = checks.find((at, index) => at >= until && index >= 1) ?? 0;
    await clock.pass(end - 1);
    expect(health()).toBe('initial');
    await clock.pass(1);
    expect(health()).toBe('unhealthy');
  });

  it('is given up at the very moment at which the grace ends', async () => {
    const { target, clock, answer, health } = createTarget({ startGraceMs: 15_000 });
    answer({ kind: 'timeout' });
    target.register(config());
    await clock.pass(15_000);
    expect(health()).toBe('unhealthy');
  });

  it('comes up within its grace, as if nothing had been', async () => {
    const { target, clock, answer, health } = createTarget({ startGraceMs: 1e9 });
    answer(failed);
    target.register(config({ check: { unhealthyThreshold: 10 } }));
    await clock.pass(60_000);
    expect(health()).toBe('initial');
    answer(undefined);
    await clock.pass(intervalMs);
    expect(health()).toBe('healthy');
  });

  it('times everything by the pace', async () => {
    const { target, clock, asked } = createTarget({ divisor: 100 });
    target.register(config());
    await clock.pass(registrationMs / 100 - 1);
    expect(asked).toHaveLength(0);
    await clock.pass(1);
    expect(asked).toHaveLength(1);
    await clock.pass((3 * intervalMs) / 100);
    expect(asked).toHaveLength(4);
  });
});

describe('a target that was healthy', () => {
  it.each([1, 2, 4])('is unhealthy after %i failures in a row, of any kind, however new it is', async (unhealthyThreshold) => {
    const { target, clock, answer, health } = createTarget({ startGraceMs: 1e9 });
    target.register(config({ check: { unhealthyThreshold } }));
    await clock.pass(registrationMs);
    answer(failed);
    await clock.pass(intervalMs * unhealthyThreshold - 1);
    expect(health()).toBe('healthy');
    await clock.pass(1);
    expect(health()).toBe('unhealthy');
    expect(target.health.reason).toBe('Target.FailedHealthChecks');
  });

  it.each([1, 2, 5])('and unhealthy has to pass %i checks in a row', async (healthyThreshold) => {
    const { target, clock, answer, health } = createTarget();
    answer(code);
    target.register(config({ check: { healthyThreshold, unhealthyThreshold: 1 } }));
    await clock.pass(registrationMs);
    expect(health()).toBe('unhealthy');
    answer(undefined);
    await clock.pass(intervalMs * healthyThreshold - 1);
    expect(health()).toBe('unhealthy');
    await clock.pass(1);
    expect(health()).toBe('healthy');
  });

  it('starts to count anew after a check that went the other way', async () => {
    const { target, clock, answer, health } = createTarget();
    target.register(config({ check: { healthyThreshold: 2, unhealthyThreshold: 2 } }));
    await clock.pass(registrationMs);
    for (const next of [code, undefined, code, undefined, code]) {
      answer(next);
      await clock.pass(intervalMs);
      expect(health()).toBe('healthy');
    }
    await clock.pass(intervalMs);
    expect(health()).toBe('unhealthy');
    for (const next of [undefined, code, undefined, code, undefined]) {
      answer(next);
      await clock.pass(intervalMs);
      expect(health()).toBe('unhealthy');
    }
    answer(undefined);
    await clock.pass(intervalMs);
    expect(health()).toBe('healthy');
  });

  it('tells the newest reason', async () => {
    const { target, clock, answer } = createTarget();
    answer(code);
    target.register(config({ check: { unhealthyThreshold: 1 } }));
    await clock.pass(registrationMs);
    answer({ kind: 'timeout' });
    await clock.pass(intervalMs);
    expect(target.health).toEqual({ state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' });
  });
});

describe('a check', () => {
  it.each([
    { it: 'the pace does not shorten it below 5 s', timeoutMs: 10_000, divisor: 100, given: 5_000 },
    { it: 'its own time is less', timeoutMs: 2_000, divisor: 100, given: 2_000 },
    { it: 'the real pace', timeoutMs: 10_000, divisor: 1, given: 10_000 },
  ])('waits for so long: $it', async ({ timeoutMs, divisor, given }) => {
    const { target, clock, asked } = createTarget({ divisor });
    target.register(config({ check: { timeoutMs, path: '/up', codes: '200-299' } }));
    await clock.pass(registrationMs);
    expect(asked[0]).toEqual({ address: { host: '127.0.0.1', port: 40_080 }, path: '/up', hostHeader: '10.0.0.1:80', timeoutMs: given, codes: '200-299' });
  });

  it('may go to another port', async () => {
    const { target, clock, asked } = createTarget();
    target.register(config({ check: { port: 9000 } }));
    await clock.pass(registrationMs);
    expect(asked[0]).toMatchObject({ address: { port: 49_000 }, hostHeader: '10.0.0.1:9000' });
  });

  it('where nothing stands takes its time, and fails', async () => {
    const { target, clock, asked, health } = createTarget({ attached: false, divisor: 10 });
    target.register(config({ check: { timeoutMs: 4_000, unhealthyThreshold: 1 } }));
    await clock.pass(500 + 399);
    expect(health()).toBe('initial');
    await clock.pass(1);
    expect(target.health).toMatchObject({ state: 'unhealthy', reason: 'Target.Timeout' });
    expect(asked).toEqual([]);
  });

  it('that breaks is told of in the log', async () => {
    const { target, clock, answer, log } = createTarget();
    answer(new Error('broken'));
    target.register(config());
    await clock.pass(registrationMs);
    expect(log).toEqual(['health checks of 10.0.0.1:80 ended: Error: broken']);
    target.rest();
    await clock.pass(intervalMs);
    expect(log).toHaveLength(1);
  });
});

describe('a target that is given other settings', () => {
  it('keeps its state, and is checked at once', async () => {
    const { target, clock, asked, health } = createTarget();
    target.register(config());
    await clock.pass(registrationMs);
    target.reconfigure(config({ check: { path: '/new', intervalMs: 1_000 } }));
    expect(health()).toBe('healthy');
    await clock.pass(0);
    expect(asked.map(({ path }) => path)).toEqual(['/', '/new']);
    await clock.pass(2_000);
    expect(asked).toHaveLength(4);
  });

  it.each(['draining', 'unused'] as const)('is not checked for that when it is %s', async (state) => {
    const { target, clock, asked, health } = createTarget();
    if (state === 'draining') void target.drain(1e6);
    target.reconfigure(config());
    await clock.pass(60_000);
    expect(asked).toEqual([]);
    expect(health()).toBe(state);
  });

  it('rests when no listener leads here', async () => {
    const { target, clock, asked } = createTarget();
    target.register(config());
    await clock.pass(registrationMs);
    target.rest();
    await clock.pass(60_000);
    expect(asked).toHaveLength(1);
    expect(target.health).toMatchObject({ state: 'unused', reason: 'Target.NotInUse' });
  });

  it('registered anew begins anew', async () => {
    const { target, clock, asked, health } = createTarget();
    target.register(config());
    await clock.pass(registrationMs - 1);
    target.register(config());
    await clock.pass(registrationMs - 1);
    expect([health(), asked.length]).toEqual(['initial', 0]);
    await clock.pass(1);
    expect([health(), asked.length]).toEqual(['healthy', 1]);
  });
});

describe('a target that drains', () => {
  const drained = (target: Target, delayMs: number) => {
    const result = { value: undefined as boolean | undefined };
    void target.drain(delayMs).then((value) => (result.value = value));
    return result;
  };

  it('is gone after the delay when nothing is on its way, and is checked no more', async () => {
    const { target, clock, asked } = createTarget();
    target.register(config());
    await clock.pass(registrationMs);
    const result = drained(target, 20_000);
    expect(target.draining).toBe(true);
    expect(target.health).toMatchObject({ state: 'draining', reason: 'Target.DeregistrationInProgress' });
    await clock.pass(19_999);
    expect(result.value).toBeUndefined();
    await clock.pass(1);
    expect(result.value).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('waits for the last request', async () => {
    const { target, clock } = createTarget();
    const [one, two] = [target.begin(() => undefined), target.begin(() => undefined)];
    const result = drained(target, 1_000);
    await clock.pass(10_000);
    one();
    await clock.pass(1_000);
    expect([result.value, target.inFlight]).toEqual([undefined, 1]);
    two();
    await clock.pass(0);
    expect([result.value, target.inFlight]).toEqual([true, 0]);
  });

  it.each([
    { delayMs: 1_000, at: 31_000 },
    { delayMs: 40_000, at: 80_000 },
  ])('after a delay of $delayMs ms waits until $at ms at most', async ({ delayMs, at }) => {
    const { target, clock } = createTarget();
    target.begin(() => undefined);
    const result = drained(target, delayMs);
    await clock.pass(at - 1);
    expect(result.value).toBeUndefined();
    await clock.pass(1);
    expect(result.value).toBe(true);
  });

  it.each([500, 5_000])('and is registered again after %i ms stays', async (after) => {
    const { target, clock, health } = createTarget();
    target.begin(() => undefined);
    const result = drained(target, 1_000);
    await clock.pass(after);
    target.register(config());
    await clock.pass(60_000);
    expect(result.value).toBe(false);
    expect(health()).toBe('healthy');
  });
});

describe('a target that is closed', () => {
  it('cuts what is on its way, and only that', async () => {
    const { target, clock, asked } = createTarget();
    const [over, open] = [vi.fn(), vi.fn()];
    target.begin(over)();
    target.begin(open);
    const destroy = vi.spyOn(target.agent, 'destroy');
    target.register(config());
    target.close();
    await clock.pass(60_000);
    expect([over.mock.calls.length, open.mock.calls.length, destroy.mock.calls.length]).toEqual([0, 1, 1]);
    expect(asked).toEqual([]);
  });

  it('is where its address leads', () => {
    expect(createTarget().target.hostAddress()).toEqual({ host: '127.0.0.1', port: 40_080 });
    expect(createTarget({ attached: false }).target.hostAddress()).toBeUndefined();
  });
});
