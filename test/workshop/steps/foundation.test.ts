import { describe, expect, it } from 'vitest';
import { look } from '../../../src/workshop/look.js';
import { foundationSteps } from '../../../src/workshop/steps/foundation/index.js';
import { expectSolvable, runUntil, stepOf, wordsOf } from './support/drive.js';
import { completeStack, group } from './support/fake-aws.js';
import { createFakeContext } from './support/fake-context.js';

const step = (id: string) => stepOf(foundationSteps, id);
const needStack = foundationSteps.slice(2);

describe('the steps of chapter 1', () => {
  it.each(needStack)('$id begins undone', async ({ id }) => {
    const { context } = createFakeContext();
    expect(await look(step(id), context)).toMatchObject({ verdict: 'not-yet' });
  });

  it.each(foundationSteps)('$id is done once it is solved, and solving again changes nothing', async ({ id }) => {
    const fake = createFakeContext();
    await runUntil(foundationSteps, id, fake);
    await expectSolvable(step(id), fake);
  });

  it('create one stack, written down before it is asked for', async () => {
    const fake = createFakeContext();
    for (const each of foundationSteps) await expectSolvable(each, fake);
    expect(fake.world.calls).toEqual(['stacks.create boyacky-stack']);
    expect(fake.context.ledger.open()).toMatchObject([{ kind: 'stack', id: 'boyacky-stack' }]);
  });
});

describe('foundation.tools', () => {
  it('names a daemon that does not answer', async () => {
    const { context, world } = createFakeContext();
    world.engineAvailable = false;
    const verdict = await look(step('foundation.tools'), context);
    expect(verdict).toMatchObject({ verdict: 'not-yet', expected: { en: 'the daemon of docker runs' } });
    expect(wordsOf(verdict)).toContain('Cannot connect to the Docker daemon');
  });

  it('says what starts the daemon where it is, as the engine found out', async () => {
    const { context } = createFakeContext();
    const status = async () => ({ available: false, missing: 'daemon', reason: 'no answer', hint: 'colima start' }) as const;
    expect(await look(step('foundation.tools'), { ...context, engine: { ...context.engine, status } })).toMatchObject({ verdict: 'not-yet', fix: { ja: 'colima start', en: 'colima start' } });
    // The hint, too, is of this machine and not of any.
    expect((await step('foundation.tools').situation?.({ ...context, engine: { ...context.engine, status } }))?.en).toMatch(/\non this machine: colima start$/);
  });

  it('does without git and aws', async () => {
    const { context, world } = createFakeContext();
    world.tools = {};
    expect(wordsOf(await look(step('foundation.tools'), context))).toContain('git: not here (you can go on without it)');
  });
});

describe('foundation.identity', () => {
  it('masks the account', async () => {
    const { context } = createFakeContext();
    const words = wordsOf(await look(step('foundation.identity'), context));
    expect(words).toContain('********9012');
    expect(words).not.toContain('123456789012');
  });

  it('cannot tell in another account than the one it began in', async () => {
    const { context } = createFakeContext();
    context.progress.update({ account: '999999999999' });
    expect(await look(step('foundation.identity'), context)).toMatchObject({ verdict: 'cannot-tell' });
  });
});

describe('foundation.wait-stack', () => {
  it('counts what stands of all that the template has', async () => {
    const { context, world } = createFakeContext();
    await step('foundation.create-stack').solve(context);
    world.stackResources = [
      { logicalId: 'Vpc', physicalId: 'vpc-1', type: 'AWS::EC2::VPC', status: 'CREATE_COMPLETE' },
      { logicalId: 'Table', physicalId: '', type: 'AWS::DynamoDB::Table', status: 'CREATE_IN_PROGRESS' },
    ];
    const template = context.workspace.read(context.workspace.templateFile);
    const resources = template.slice(template.indexOf('\nResources:')).match(/Type: AWS::/g)?.length;
    expect(await look(step('foundation.wait-stack'), context)).toMatchObject({ verdict: 'waiting', for: { en: `1 of ${resources} resources are ready` } });
  });

  it('names the resource that made it roll back, not those that were only cancelled', async () => {
    const { context, world } = createFakeContext();
    completeStack(world);
    if (world.stack) world.stack = { ...world.stack, status: 'ROLLBACK_COMPLETE' };
    const event = { id: '1', at: 0, type: 'AWS::EC2::Subnet', status: 'CREATE_FAILED' };
    world.stackEvents = [
      { ...event, logicalId: 'boyacky-stack', reason: 'The following resource(s) failed to create: [PublicSubnet2].' },
      { ...event, logicalId: 'PublicSubnet1', reason: 'Resource creation cancelled' },
      { ...event, logicalId: 'PublicSubnet2', reason: 'Template error: Fn::Select cannot select nonexistent value at index 1' },
    ];
    const verdict = await look(step('foundation.wait-stack'), context);
    expect(verdict).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining('PublicSubnet2 (AWS::EC2::Subnet): Template error') } });
    expect(wordsOf(verdict)).toContain('ZoneA and ZoneB');
    expect(wordsOf(verdict)).not.toContain('cancelled');
  });
});

describe('foundation.security-groups', () => {
  it('says in plain words who may come in', async () => {
    const { context, world } = createFakeContext();
    completeStack(world);
    const words = wordsOf(await look(step('foundation.security-groups'), context));
    expect(words).toContain('boyacky_alb_sg: TCP 80 ← everybody (0.0.0.0/0)');
    expect(words).toContain('boyacky_web_sg: TCP 8080 ← everything in boyacky_alb_sg');
    expect(words).toContain('boyacky_endpoint_sg: TCP 443 ← addresses 10.0.0.0/16');
  });

  it('refuses an endpoint group that is open to the world', async () => {
    const { context, world } = createFakeContext();
    completeStack(world);
    world.securityGroups = [...world.securityGroups.slice(0, 2), group('sg-endpoint', 'boyacky_endpoint_sg', 443, '0.0.0.0/0')];
    expect(await look(step('foundation.security-groups'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'it is open to the world (0.0.0.0/0)' } });
  });
});
