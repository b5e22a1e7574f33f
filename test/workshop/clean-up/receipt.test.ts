import { beforeEach, describe, expect, it } from 'vitest';
import { cleanUp, planCleanUp } from '../../../src/workshop/clean-up/clean-up.js';
import { removeOne } from '../../../src/workshop/clean-up/remove-one.js';
import type { Remover } from '../../../src/workshop/clean-up/remover.js';
import { sweep, whyKept } from '../../../src/workshop/clean-up/sweep.js';
import { takeAway } from '../../../src/workshop/clean-up/take-away.js';
import { AwsFailure } from '../../../src/aws/aws-failure.js';
import { ExitCode, UserError } from '../../../src/shared/user-error.js';
import { arnOf, createFakeAccount, denied, image, inUse, labels, listenerArn, noon, note, ours, part, revision, tag, type FakeAccount } from './support/fake-account.js';

let account: FakeAccount;
beforeEach(() => {
  account = createFakeAccount();
});

const words = (found: readonly { readonly kind: string; readonly id: string }[]) => found.map(({ kind, id }) => `${kind} ${id}`);
const bug = new TypeError('a bug of ours');
const table = { kind: 'table', id: 'boyacky' } as const;
const onAws = () => ({ ...account.context, target: { ...account.context.target, kind: 'aws' as const } });

describe('taking one thing away', () => {
  let there: boolean;
  let asked: number;
  /** Goes when it is asked for the nth time. */
  const remover = (goesAt: number, more: Partial<Remover> = {}): Remover => ({
    kind: 'table',
    exists: () => Promise.resolve(there),
    remove: () => {
      asked += 1;
      if (asked >= goesAt) there = false;
      return Promise.resolve();
    },
    ...more,
  });
  beforeEach(() => {
    there = true;
    asked = 0;
  });

  it('asks once, and strikes it off the ledger', async () => {
    await note(account, table);
    const told: unknown[] = [];
    expect(await removeOne(remover(1), table, account.context, (claim) => told.push(claim))).toEqual({ ...table, result: 'gone' });
    expect([asked, told, account.now - noon]).toEqual([1, [table], 0]);
    expect(account.context.ledger.open()).toEqual([]);
  });

  it('of what is not there any more only what the ledger knows is told', async () => {
    there = false;
    expect(await removeOne(remover(1), table, account.context)).toBeUndefined();
    await note(account, table);
    expect(await removeOne(remover(1), table, account.context)).toEqual({ ...table, result: 'gone' });
    expect(asked).toBe(0);
    expect(account.context.ledger.open()).toEqual([]);
  });

  it('waits for it', async () => {
    account.onSleep = () => void (there = account.now < noon + 900);
    expect(await removeOne(remover(9), table, account.context)).toMatchObject({ result: 'gone' });
    expect([asked, account.now - noon]).toEqual([1, 900]);
  });

  it('what was refused is asked for up to three times, each time after a longer rest', async () => {
    let told = 0;
    const refusing = remover(9, { refusal: () => Promise.resolve({ ja: 'だめ', en: 'no' }) });
    expect(await removeOne(refusing, table, onAws(), () => (told += 1))).toEqual({ ...table, result: 'still-there', reason: { ja: 'だめ', en: 'no' }, console: expect.stringContaining('dynamodbv2') as string });
    expect([asked, told, account.now - noon]).toEqual([3, 1, 6000]);
    // In the sandbox there is no page to look at it.
    expect((await removeOne(refusing, table, account.context))?.console).toBeUndefined();
  });

  it('what goes during the last rest, or between two attempts, is gone', async () => {
    const refusing = remover(9, { refusal: () => Promise.resolve({ ja: 'だめ', en: 'no' }) });
    account.onSleep = () => void (there = account.now < noon + 6000);
    expect(await removeOne(refusing, table, account.context)).toEqual({ ...table, result: 'gone' });
    there = true;
    asked = 0;
    const again = account.now;
    account.onSleep = () => void (there = account.now < again + 1000);
    expect(await removeOne(refusing, table, account.context)).toEqual({ ...table, result: 'gone' });
    expect(asked).toBe(1);
  });

  it.each([
    [undefined, 60_000],
    [5_000, 5_000],
  ])('waits for no longer than it may take: %s', async (deadlineMs, expected) => {
    const line = await removeOne(remover(9, { deadlineMs }), table, account.context);
    expect(line).toMatchObject({ result: 'still-there', reason: { en: 'it did not go away in time' } });
    const perTry = Math.floor(expected / 300) * 300 + 300;
    expect(account.now - noon).toBe(3 * perTry + 6000);
  });

  it('says what AWS said, or better what stands in the way', async () => {
    const failing = (error: Error, more: Partial<Remover> = {}) => removeOne(remover(9, { remove: () => Promise.reject(error), ...more }), table, account.context);
    const better = { ja: 'ネットワークインターフェース', en: 'an interface' };
    expect((await failing(inUse('has dependencies')))?.reason?.en).toContain('has dependencies');
    expect((await failing(inUse('x'), { refusal: () => Promise.resolve(better) }))?.reason).toEqual(better);
    expect((await failing(inUse('has dependencies'), { refusal: () => Promise.resolve(undefined) }))?.reason?.en).toContain('has dependencies');
    expect((await failing(inUse('has dependencies'), { refusal: () => Promise.reject(denied()) }))?.reason?.en).toContain('has dependencies');
    // Who may not ask learns that, and not why it would be refused to others.
    for (const kind of ['denied', 'expired', 'no-credentials', 'invalid-credentials'] as const) {
      expect((await failing(new AwsFailure(kind, 'dynamodb:DeleteTable', 'Code', 'words'), { refusal: () => Promise.resolve(better) }))?.reason, kind).not.toEqual(better);
    }
  });

  it('says that it cannot tell where the last look fails', async () => {
    const blind = remover(9, { exists: () => Promise.reject(denied('dynamodb:DescribeTable')) });
    expect(await removeOne(blind, table, account.context)).toMatchObject({ result: 'cannot-tell', reason: { en: expect.stringContaining('dynamodb:DescribeTable') as string } });
  });

  it('throws what is a bug, and ends when the learner does', async () => {
    await expect(removeOne(remover(9, { remove: () => Promise.reject(bug) }), table, account.context)).rejects.toThrow(bug);
    const aborted = { ...account.context, signal: AbortSignal.abort(new Error('Ctrl-C')) };
    await expect(removeOne(remover(9, { remove: () => Promise.reject(inUse('no')) }), table, aborted)).rejects.toThrow('Ctrl-C');
    await expect(removeOne(remover(9), table, aborted)).rejects.toThrow('Ctrl-C');
    await expect(removeOne(remover(9, { refusal: () => Promise.resolve({ ja: '', en: 'no' }) }), table, aborted)).rejects.toThrow('Ctrl-C');
  });

  it('on its own: throws with the reason where it stays', async () => {
    account.tables.set('boyacky', 'ACTIVE');
    await takeAway(table, account.context);
    expect(account.calls).toEqual(['tables.delete boyacky']);
    await takeAway(table, account.context);
    account.tables.set('boyacky', 'ACTIVE');
    account.aws.tables.delete = () => Promise.reject(inUse('is in use'));
    const error = await takeAway(table, account.context).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: 'still-there', exitCode: ExitCode.refused });
    expect((error as UserError).in('en')).toMatchObject({ message: 'boyacky could not be deleted', why: expect.stringContaining('is in use') as string });
    expect((error as UserError).in('en').next).not.toBe('');
  });
});

/** All of a course, under our tags. */
function standCourse(): void {
  account.appRuns = true;
  account.stacks.set('boyacky-stack', { status: 'CREATE_COMPLETE', tags: ours, parts: [part('EC2::VPC', 'vpc-1'), part('DynamoDB::Table', 'boyacky')] });
  tag(account, arnOf('cloudformation', 'stack/boyacky-stack/1'));
  account.tables.set('boyacky', 'ACTIVE');
  tag(account, arnOf('dynamodb', 'table/boyacky'));
  account.repositories.add('boyacky/web-app');
  tag(account, arnOf('ecr', 'repository/boyacky/web-app'));
  account.roles.set('boyacky-task-role', ours);
  account.roles.set('AWSServiceRoleForECS', {});
  account.clusters.set('boyacky-cluster', {});
  tag(account, arnOf('ecs', 'cluster/boyacky-cluster'));
  account.services.set('boyacky-cluster/boyacky-service', 'ACTIVE');
  tag(account, arnOf('ecs', 'service/boyacky-cluster/boyacky-service'));
  account.revisions.set(revision(1), { status: 'ACTIVE' });
  tag(account, revision(1));
  account.images = [image('sha256:1', { tags: ['boyacky/web-app:1.0'], labels })];
}

const course = ['local-app boyacky', 'service boyacky-cluster/boyacky-service', 'cluster boyacky-cluster', 'task-definition boyacky-taskdef', 'repository boyacky/web-app', 'role boyacky-task-role', 'stack boyacky-stack', 'table boyacky', 'local-image boyacky/web-app:1.0'];

describe('the clean-up', () => {
  it('plans what is there, in the order in which it goes, and changes nothing', async () => {
    standCourse();
    tag(account, arnOf('ecs', 'cluster/gone-already'));
    tag(account, arnOf('sns', 'topic'));
    const plan = await planCleanUp(account.context);
    expect(words(plan.resources)).toEqual(course);
    expect(words(plan.strays)).toEqual([`topic ${arnOf('sns', 'topic')}`]);
    expect(account.calls).toEqual([]);
    // What cannot be asked about may be there.
    account.aws.clusters.find = () => Promise.reject(denied());
    expect(words((await planCleanUp(account.context)).resources)).toContain('cluster gone-already');
  });

  it('plans what the learner named', async () => {
    account.clusters.set('c', {});
    await note(account, { kind: 'cluster', id: 'c' });
    expect(await planCleanUp(account.context)).toMatchObject({ resources: [], unmarked: [{ kind: 'cluster', id: 'c' }] });
    expect(await planCleanUp(account.context, () => true)).toMatchObject({ resources: [{ kind: 'cluster', id: 'c' }], unmarked: [] });
  });

  it('takes everything away, tells of each, and asks again', async () => {
    standCourse();
    const [begun, told] = [[] as string[], [] as string[]];
    const receipt = await cleanUp(account.context, { onRemoving: ({ kind, id }) => begun.push(`${kind} ${id}`), onResult: ({ kind, id }) => told.push(`${kind} ${id}`) });
    expect(receipt.left).toBe(0);
    expect(words(receipt.lines.filter(({ result }) => result === 'gone'))).toEqual(course);
    expect(words(receipt.lines.filter(({ result }) => result === 'kept'))).toEqual(['role AWSServiceRoleForECS']);
    expect([...begun].sort()).toEqual([...course].sort());
    expect([...told].sort()).toEqual([...course, 'role AWSServiceRoleForECS'].sort());
    expect(receipt.perhapsYours).toEqual([]);
    expect(account.context.ledger.open()).toEqual([]);
    expect(account.calls.indexOf('stacks.delete boyacky-stack')).toBeGreaterThan(account.calls.indexOf('clusters.delete boyacky-cluster'));
  });

  it('leaves a table of the ledger that bears no mark, though its stack goes; and takes it when it is named', async () => {
    account.tables.set('boyacky', 'ACTIVE');
    await note(account, table);
    const receipt = await cleanUp(account.context);
    expect(receipt).toMatchObject({ left: 1, lines: [{ ...table, result: 'still-there', reason: whyKept(table) }] });
    expect(account.calls).toEqual([]);
    expect((await cleanUp(account.context, { isNamed: () => true })).left).toBe(0);
    expect(account.calls).toEqual(['tables.delete boyacky']);
  });

  it('tells of what nothing tells the owner of, and does not count it', async () => {
    account.clusters.set('boyacky-clustr', {});
    account.clusters.set('boyacky-cluster', {});
    account.images = [image('i', { labels, layers: ['l'], tags: ['x:1'] }), image('j', { layers: ['l'], digests: ['node@sha256:1'] })];
    const receipt = await cleanUp(account.context);
    expect(words(receipt.perhapsYours).sort()).toEqual(['cluster boyacky-cluster', 'cluster boyacky-clustr']);
    expect(receipt.left).toBe(0);
  });

  it('tells of a target group that was in our VPC after the VPC has gone', async () => {
    account.stacks.set('s', { status: 'CREATE_COMPLETE', tags: ours, parts: [part('EC2::VPC', 'vpc-1')] });
    tag(account, arnOf('cloudformation', 'stack/s/1'));
    account.targetGroups.add('by-hand');
    account.vpcOfGroup.set('by-hand', 'vpc-1');
    const receipt = await cleanUp(account.context);
    expect(words(receipt.lines)).toEqual(['stack s']);
    expect([words(receipt.perhapsYours), receipt.left]).toEqual([['target-group by-hand'], 0]);
  });

  it('knows what has no name by the images that are gone', async () => {
    account.images = [image('i', { labels, layers: ['l'], tags: ['x:1'] }), image('j', { layers: ['l'] })];
    account.engine.removeImage = () => {
      account.images = account.images.filter(({ id }) => id === 'j');
      return Promise.resolve();
    };
    expect(words((await cleanUp(account.context)).perhapsYours)).toEqual(['local-image j']);
  });

  it('counts what stays, and does not tell of it twice', async () => {
    account.clusters.set('boyacky-cluster', {});
    tag(account, arnOf('ecs', 'cluster/boyacky-cluster'));
    account.aws.clusters.delete = () => Promise.reject(inUse('no'));
    const { lines, left, perhapsYours } = await cleanUp(account.context);
    expect(lines).toMatchObject([{ kind: 'cluster', result: 'still-there' }]);
    expect([left, perhapsYours]).toEqual([1, []]);
  });

  it('asks once for what is known twice, and has the receipt in the order of the plan', async () => {
    account.repositories.add('boyacky/web-app');
    account.clusters.set('boyacky-cluster', {});
    tag(account, arnOf('ecr', 'repository/boyacky/web-app'));
    tag(account, arnOf('ecs', 'cluster/boyacky-cluster'));
    // The cluster, first in the plan, is the last to go.
    let looks = 0;
    account.aws.clusters.delete = () => Promise.resolve();
    account.onSleep = () => void (++looks === 2 && account.clusters.clear());
    const told: string[] = [];
    const { lines } = await cleanUp(account.context, { onResult: ({ kind }) => told.push(kind) });
    expect(told).toEqual(['repository', 'cluster']);
    expect(lines.map(({ kind }) => kind)).toEqual(['cluster', 'repository']);
  });
});

describe('the last look at the account', () => {
  const none = { resources: [], unmarked: [], strays: [], nameless: [], unsearched: [] };
  const look = async (told: Parameters<typeof sweep>[2] = [], before: Partial<Parameters<typeof sweep>[1]> = {}, isNamed?: Parameters<typeof sweep>[3]) => (await sweep(account.context, { ...none, ...before }, told, isNamed)).lines;
  const cluster = { kind: 'cluster', id: 'c' } as const;
  const stand = () => {
    account.clusters.set('c', {});
    tag(account, arnOf('ecs', 'cluster/c'));
  };

  it('finds what came up meanwhile', async () => {
    stand();
    const [line] = await look();
    expect(line).toMatchObject({ ...cluster, result: 'still-there' });
    expect(line?.reason?.en).toContain('boyacky-lab cleanup');
    expect(line?.reason?.ja).toContain('boyacky-lab cleanup');
  });

  it.each([
    ['still-there', 0],
    ['cannot-tell', 0],
    ['gone', 1],
  ] as const)('what the receipt has as %s is told again %i times', async (result, times) => {
    stand();
    expect(await look([{ ...cluster, result }, { kind: 'role', id: 'c', result: 'still-there' }])).toHaveLength(times);
  });

  it.each([
    { kind: 'cluster', id: 'other' },
    { kind: 'role', id: 'c' },
  ])('told of %j', async (other) => {
    stand();
    expect(await look([{ ...other, result: 'still-there' }])).toHaveLength(1);
  });

  it('says nothing of what is not there, or what nobody may look at', async () => {
    tag(account, arnOf('ecs', 'cluster/c'));
    expect(await look()).toEqual([]);
    account.aws.clusters.find = () => Promise.reject(denied());
    expect(await look()).toEqual([]);
  });

  it('a listener that stays is told under one of its names', async () => {
    account.balancer = true;
    account.listeners = [{ arn: listenerArn, port: 80, protocol: 'HTTP', targetGroupArns: [] }];
    tag(account, listenerArn);
    stand();
    const id = 'boyacky-alb:80';
    expect(words(await look([{ kind: 'listener', id, result: 'still-there' }]))).toEqual(['cluster c']);
    expect(words(await look([{ kind: 'listener', id, result: 'gone' }]))).toEqual([`listener ${listenerArn}`, 'cluster c']);
    expect(words(await look([{ kind: 'cluster', id: 'x', result: 'still-there' }]))).toHaveLength(2);
  });

  it('of the ledger names what bears no mark, while it stands', async () => {
    await note(account, cluster);
    expect(await look()).toEqual([]);
    account.clusters.set('c', {});
    expect(await look()).toEqual([{ ...cluster, result: 'still-there', reason: whyKept(cluster) }]);
    expect(await look([{ ...cluster, result: 'still-there' }])).toEqual([]);
    expect(await look([{ ...cluster, result: 'gone' }])).toHaveLength(1);
    expect(await look([], {}, () => true)).toMatchObject([{ ...cluster, reason: { en: expect.not.stringContaining('--also') as string } }]);
  });

  it('says that it cannot tell of what could not be seen', async () => {
    await note(account, cluster);
    account.aws.clusters.find = () => Promise.reject(denied('ecs:DescribeClusters'));
    expect(await look()).toMatchObject([{ ...cluster, result: 'cannot-tell', reason: { en: expect.stringContaining('ecs:DescribeClusters') as string } }]);
  });

  it('tells of strays once', async () => {
    tag(account, arnOf('sns', 'topic'));
    const id = arnOf('sns', 'topic');
    expect(await look()).toMatchObject([{ kind: 'topic', id, result: 'still-there', reason: { en: expect.stringContaining('aws ') as string } }]);
    expect(await look([{ kind: 'topic', id, result: 'still-there' }])).toEqual([]);
  });

  it('tells of each place that could not be searched, before or now, once', async () => {
    const place = (id: string, kind: 'by-tag' | 'by-label' = 'by-tag') => ({ kind, id, reason: { ja: '', en: id } });
    account.aws.taggedResources.find = () => Promise.reject(denied());
    const [now] = await look();
    expect(now).toMatchObject({ kind: 'by-tag', result: 'cannot-tell' });
    const tags = now?.id ?? '';
    expect(words(await look([], { unsearched: [place(tags), place('x')] }))).toEqual([`by-tag ${tags}`, 'by-tag x']);
    expect(words(await look([], { unsearched: [place(tags, 'by-label'), place('x')] }))).toEqual([`by-label ${tags}`, 'by-tag x', `by-tag ${tags}`]);
  });

  it.each(['ja', 'en'] as const)('says how to name it (%s)', (language) => {
    expect(whyKept(cluster)[language]).toMatch(/: boyacky-lab cleanup --also 'cluster=c'$/);
    const unseen = whyKept({ ...cluster, unseen: { ja: '理由', en: 'a reason' } })[language];
    expect(unseen).toMatch(/: boyacky-lab cleanup --also 'cluster=c'$/);
    expect(unseen).toContain(language === 'ja' ? '理由' : 'a reason');
  });
});
