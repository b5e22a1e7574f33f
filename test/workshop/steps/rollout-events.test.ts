import { describe, expect, it } from 'vitest';
import { readRolloutEvents } from '../../../src/workshop/steps/rollout/rollout-events.js';
import type { Service } from '../../../src/aws/services.js';

const began = 100;
const started = '(service s) has started 1 tasks: (task a).';
const registered = '(service s) registered 1 targets in (target-group g)';
const draining = '(service s, taskSet d) has begun draining connections on 1 tasks.';
const completed = '(service s) (deployment d) deployment completed.';
const deregistered = '(service s) deregistered 1 targets in (target-group g)';
const stopped = '(service s) has stopped 1 running tasks: (task b).';
const steady = '(service s) has reached a steady state.';

/** Given oldest first, as they happened; a service tells them newest first. */
function read(happened: readonly (readonly [at: number, message: string])[], deployments: readonly object[] = [{ status: 'ACTIVE', createdAt: 1 }, { status: 'PRIMARY', createdAt: began }]) {
  const events = happened.map(([at, message], index) => ({ id: String(index), at, message })).reverse();
  return readRolloutEvents({ deployments: deployments as Service['deployments'], events }).map(({ at, message }) => [at, message]);
}

describe('the events of a roll-out', () => {
  const whole = [[110, started], [120, registered], [130, draining], [140, completed]] as const;

  it('are those that tell its order, oldest first', () => {
    expect(read([[105, steady], [110, started], [120, registered], [125, stopped], [128, deregistered], [130, draining], [140, completed], [140, steady]])).toEqual(whole);
  });

  it('are not those of an earlier one', () => {
    expect(read([[10, started], [20, registered], [99, completed], ...whole])).toEqual(whole);
    expect(read([[99, started], [110, registered]])).toEqual([]);
  });

  it('may begin at the very moment of the deployment', () => {
    expect(read([[began, started]])).toEqual([[began, started]]);
  });

  it('are told while it is on its way', () => {
    expect(read([[110, started], [120, registered]])).toEqual([[110, started], [120, registered]]);
    expect(read([])).toEqual([]);
  });

  it('are not what came after it: a lost task that was replaced', () => {
    expect(read([...whole, [200, started], [210, registered], [220, draining]])).toEqual(whole);
  });

  it('begin with the last task that was started for it', () => {
    expect(read([[105, started], ...whole])).toEqual(whole);
  });

  it('are none where nothing is PRIMARY', () => {
    expect(read(whole, [{ status: 'ACTIVE', createdAt: 1 }])).toEqual([]);
  });
});
