import { describe, expect, it } from 'vitest';
import { costAhead, costInAll, costNow } from '../../../src/cli/render/cost-lines.js';
import { costSoFar } from '../../../src/workshop/cost/cost-so-far.js';
import { hourlyCost } from '../../../src/workshop/cost/hourly-cost.js';
import type { LedgerEvent, LedgerLine, ResourceKind } from '../../../src/workshop/ledger.js';
import { allSteps } from '../../../src/workshop/steps/all-steps.js';

const at = (hours: number) => new Date(hours * 3_600_000).toISOString();
const line = (hours: number, event: LedgerEvent, kind: ResourceKind): LedgerLine => ({ at: at(hours), event, kind, id: 'x' });
const record = (...lines: LedgerLine[]) => ({ lines, earlier: [] });
const now = 10 * 3_600_000;
/** One ALB with two addresses, three endpoints in two zones. */
const tokyoStack = 0.0243 + 2 * 0.005 + 6 * 0.014;

describe('what the lab costs', () => {
  it.each([
    ['ap-northeast-1', tokyoStack, 'ap-northeast-1', true],
    ['us-east-1', 0.0225 + 0.01 + 0.06, 'us-east-1', true],
    ['ap-southeast-2', tokyoStack, 'ap-northeast-1', false],
    ['eu-west-1', 0.0925, 'us-east-1', false],
    ['me-central-1', tokyoStack, 'ap-northeast-1', false],
  ])('an hour in %s', (region, perHour, of, exact) => {
    const cost = hourlyCost(region, new Set<ResourceKind>(['stack', 'role', 'cluster']));
    expect(cost.perHour).toBeCloseTo(perHour, 6);
    expect(cost).toMatchObject({ region: of, exact });
  });

  it.each<[string, readonly LedgerLine[], number]>([
    ['nothing', [], 0],
    ['what stands, until now', [line(8, 'planned', 'stack'), line(8, 'created', 'stack')], 2 * tokyoStack],
    ['what is gone, until then', [line(1, 'planned', 'stack'), line(1, 'created', 'stack'), line(4, 'deleted', 'stack')], 3 * tokyoStack],
    ['twice made, twice paid', [line(1, 'created', 'stack'), line(2, 'deleted', 'stack'), line(9, 'created', 'stack')], 2 * tokyoStack],
    ['what may have been made', [line(9, 'planned', 'service')], 0.25 * 0.05056 + 0.5 * 0.00553],
    ['what costs by use only', [line(1, 'created', 'repository'), line(1, 'created', 'table')], 0],
    ['a line whose time is no time', [{ ...line(1, 'created', 'stack'), at: 'soon' }], 0],
    ['what was made in another region', [{ ...line(8, 'created', 'stack'), where: '123456789012/us-east-1' }], 2 * 0.0925],
    ['a clock that was put back', [line(11, 'created', 'stack')], 0],
  ])('%s', (_, lines, expected) => {
    expect(costSoFar(lines, 'ap-northeast-1', now)).toBeCloseTo(expected, 6);
  });

  it('is said before the steps that make it, and before no others', () => {
    const ahead = (kind: 'sandbox' | 'aws') => allSteps.flatMap((step) => (costAhead(step, { kind, region: 'ap-northeast-1' }) === undefined ? [] : [step.id]));
    expect(ahead('aws')).toEqual(['foundation.create-stack', 'service.create', 'rollout.update']);
    const [stack] = allSteps;
    expect(costAhead({ ...stack, makes: [{ kind: 'stack', id: 'x' }] }, { kind: 'sandbox', region: 'ap-northeast-1' })?.en).toContain('on AWS this would cost about $0.118');
  });

  it('names the prices that it took, where they come from, and what they leave out', () => {
    const told = costNow(record(line(8, 'created', 'stack')), [line(8, 'created', 'stack')], { kind: 'aws', region: 'eu-west-1' }, now).en;
    for (const part of ['$0.093/h', '$0.185', 'no table for eu-west-1', 'us-east-1', '2026-08-12', 'AWS Price List', 'LCUs', 'not counted']) expect(told).toContain(part);
    const all = costInAll(record(line(8, 'created', 'stack'), line(9, 'deleted', 'stack')), { kind: 'aws', region: 'ap-northeast-1' }, now).en;
    for (const part of ['$0.118', '2026-09-01', 'LCUs', 'not counted']) expect(all).toContain(part);
    expect(costAhead({ makes: [{ kind: 'stack', id: 'x' }] }, { kind: 'aws', region: 'eu-west-1' })?.en).toContain('$0.093 (us-east-1)');
  });

  it('says what it is not sure of, and what labs before this one cost', () => {
    const place = { kind: 'aws', region: 'ap-northeast-1' } as const;
    const planned = line(9, 'planned', 'service');
    expect(costNow(record(planned), [planned, line(9, 'planned', 'role')], place, now).en).toContain('1 asked for and not confirmed');
    expect(costNow(record(line(9, 'created', 'service')), [line(9, 'created', 'service')], place, now).en).not.toContain('not confirmed');
    const earlier = [line(1, 'created', 'stack'), line(3, 'deleted', 'stack')];
    for (const told of [costNow({ lines: [], earlier }, [], place, now), costInAll({ lines: [], earlier }, place, now)]) expect(told.en).toContain('$0.237 for labs before it');
    expect(costInAll(record(), place, now).en).not.toContain('before it');
  });
});
