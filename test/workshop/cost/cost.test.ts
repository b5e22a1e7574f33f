import { describe, expect, it } from 'vitest';
import { costAhead, costInAll, costNow } from '../../../src/cli/render/cost-lines.js';
import { costSoFar } from '../../../src/workshop/cost/cost-so-far.js';
import { hourlyCost } from '../../../src/workshop/cost/hourly-cost.js';
import type { LedgerEvent, LedgerLine, ResourceKind } from '../../../src/workshop/ledger.js';
import { allSteps } from '../../../src/workshop/steps/all-steps.js';

const at = (hours: number) => new Date(hours * 3_600_000).toISOString();
const line = (hours: number, event: LedgerEvent, kind: ResourceKind): LedgerLine => ({ at: at(hours), event, kind, id: 'x' });
const now = 10 * 3_600_000;
/** One ALB with two addresses, three endpoints in two zones. */
const tokyoStack = 0.0243 + 2 * 0.005 + 6 * 0.014;

describe('what the lab costs', () => {
  it.each([
    ['ap-northeast-1', tokyoStack, 'ap-northeast-1', true],
    ['us-east-1', 0.0225 + 0.01 + 0.06, 'us-east-1', true],
    ['ap-southeast-2', tokyoStack, 'ap-northeast-1', false],
    ['eu-west-1', 0.0925, 'us-east-1', false],
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
    ['a clock that was put back', [line(11, 'created', 'stack')], 0],
  ])('%s', (_, lines, expected) => {
    expect(costSoFar(lines, 'ap-northeast-1', now)).toBeCloseTo(expected, 6);
  });

  it('is said before the steps that make it, and before no others', () => {
    const ahead = (kind: 'sandbox' | 'aws') => allSteps.flatMap((step) => (costAhead(step, { kind, region: 'ap-northeast-1' }) === undefined ? [] : [step.id]));
    expect(ahead('aws')).toEqual(['foundation.create-stack', 'service.create']);
    const [stack] = allSteps;
    expect(costAhead({ ...stack, makes: [{ kind: 'stack', id: 'x' }] }, { kind: 'sandbox', region: 'ap-northeast-1' })?.en).toContain('on AWS this would cost about $0.118');
  });

  it('names the prices that it took, where they come from, and what they leave out', () => {
    const told = costNow([line(8, 'created', 'stack')], [line(8, 'created', 'stack')], { kind: 'aws', region: 'eu-west-1' }, now).en;
    for (const part of ['$0.092/h', '$0.185', 'no table for eu-west-1', 'us-east-1', '2026-09', 'AWS Price List', 'not counted']) expect(told).toContain(part);
    expect(costInAll([line(8, 'created', 'stack'), line(9, 'deleted', 'stack')], { kind: 'aws', region: 'ap-northeast-1' }, now).en).toContain('$0.118');
  });
});
