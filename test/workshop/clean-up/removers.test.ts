import { beforeEach, describe, expect, it } from 'vitest';
import { removers } from '../../../src/workshop/clean-up/removers.js';
import type { Remover } from '../../../src/workshop/clean-up/remover.js';
import type { ResourceKind } from '../../../src/workshop/ledger.js';
import { balancerArn, container, createFakeAccount, image, inUse, listenerArn, note, ours, part, revision, task, type FakeAccount } from './support/fake-account.js';

let account: FakeAccount;
beforeEach(() => {
  account = createFakeAccount();
});

const removerOf = (kind: ResourceKind): Remover => {
  const found = removers.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`no remover of ${kind}`);
  return found;
};
const exists = (kind: ResourceKind, id: string) => removerOf(kind).exists(account.context, id);
const remove = (kind: ResourceKind, id: string) => removerOf(kind).remove(account.context, id);
const refusal = async (kind: ResourceKind, id: string) => (await removerOf(kind).refusal?.(account.context, id))?.en;

describe('a remover finds a thing and takes it away', () => {
  const cases: readonly (readonly [ResourceKind, string, () => void, readonly string[]])[] = [
    ['repository', 'boyacky/web-app', () => account.repositories.add('boyacky/web-app'), ['repositories.delete boyacky/web-app with its images']],
    ['role', 'boyacky-task-role', () => account.roles.set('boyacky-task-role', ours), ['roles.delete boyacky-task-role']],
    ['log-group', '/ecs/mine', () => account.logGroups.set('/ecs/mine', 1), ['logGroups.delete /ecs/mine']],
    ['stack', 'boyacky-stack', () => account.stacks.set('boyacky-stack', { status: 'CREATE_COMPLETE', tags: ours, parts: [] }), ['stacks.delete boyacky-stack']],
    ['table', 'boyacky', () => account.tables.set('boyacky', 'ACTIVE'), ['tables.delete boyacky']],
    ['cluster', 'boyacky-cluster', () => account.clusters.set('boyacky-cluster', {}), ['clusters.delete boyacky-cluster']],
    ['service', 'boyacky-cluster/boyacky-service', () => account.services.set('boyacky-cluster/boyacky-service', 'ACTIVE'), ['services.delete boyacky-cluster/boyacky-service']],
    ['target-group', 'mine', () => account.targetGroups.add('mine'), ['deleteTargetGroup mine']],
    ['local-app', 'boyacky', () => (account.appRuns = true), ['app.stop']],
    ['local-container', 'boyacky', () => account.containers.push(container('boyacky')), ['stop boyacky within 5 s', 'removeContainer boyacky by force']],
    ['local-image', 'boyacky/web-app:1.0', () => account.images.push(image('sha256:1', { tags: ['boyacky/web-app:1.0'] })), ['removeImage boyacky/web-app:1.0 by force']],
  ];

  it.each(cases)('%s', async (kind, id, make, calls) => {
    expect(await exists(kind, id)).toBe(false);
    make();
    expect(await exists(kind, id)).toBe(true);
    await remove(kind, id);
    expect(account.calls).toEqual(calls);
    expect(await exists(kind, id)).toBe(false);
  });

  it.each(['stack', 'table', 'service', 'target-group', 'listener'] as const)('%s: does nothing when it is not there', async (kind) => {
    await remove(kind, kind === 'service' ? 'a/b' : 'not-there');
    expect(account.calls).toEqual([]);
  });

  it('a login is gone once the engine was told, whatever it says of it', async () => {
    await note(account, { kind: 'registry-login', id: 'localhost:4566' });
    expect(await exists('registry-login', 'localhost:4566')).toBe(true);
    await remove('registry-login', 'localhost:4566');
    expect(account.calls).toEqual(['logout localhost:4566']);
    expect(await exists('registry-login', 'localhost:4566')).toBe(false);
  });

  it('a log group is on the ledger before it is asked to go', async () => {
    account.logGroups.set('/ecs/mine', 1);
    account.aws.logGroups.delete = () => Promise.reject(inUse('no'));
    await expect(remove('log-group', '/ecs/mine')).rejects.toThrow('no');
    expect(account.context.ledger.open()).toMatchObject([{ kind: 'log-group', id: '/ecs/mine' }]);
  });

  it.each([
    ['service', 600_000],
    ['cluster', 180_000],
    ['stack', 1_200_000],
    ['table', 180_000],
    ['role', undefined],
  ] as const)('%s may take %s ms', (kind, ms) => expect(removerOf(kind).deadlineMs).toBe(ms));

  it('each of them stands in the plan after what holds on to it', () => {
    const place = (kind: ResourceKind) => removers.findIndex((each) => each.kind === kind);
    const before = [['service', 'cluster'], ['service', 'listener'], ['listener', 'target-group'], ['target-group', 'stack'], ['cluster', 'stack'], ['log-group', 'task-definition'], ['stack', 'table'], ['local-container', 'local-image'], ['local-image', 'registry-login']] as const;
    for (const [one, other] of before) expect(place(one), `${one} before ${other}`).toBeLessThan(place(other));
    expect(removers.map(({ kind }) => kind).sort()).toEqual(['cluster', 'listener', 'local-app', 'local-container', 'local-image', 'log-group', 'registry-login', 'repository', 'role', 'service', 'stack', 'table', 'target-group', 'task-definition']);
  });
});

describe('a table', () => {
  it('that is on its way out is not asked again', async () => {
    account.tables.set('boyacky', 'DELETING');
    await remove('table', 'boyacky');
    expect(account.calls).toEqual([]);
  });
});

describe('a service', () => {
  it.each([
    ['ACTIVE', true, ['services.delete c/s']],
    ['DRAINING', true, []],
    ['INACTIVE', false, []],
  ])('that is %s: is there %s, calls %j', async (status, there, calls) => {
    account.services.set('c/s', status);
    expect(await exists('service', 'c/s')).toBe(there);
    await remove('service', 'c/s');
    expect(account.calls).toEqual(calls);
  });
});

describe('a stack', () => {
  const stand = (status: string, parts = [part('DynamoDB::Table', 'boyacky')]) => account.stacks.set('boyacky-stack', { status, tags: ours, parts });
  const onLedger = () => account.context.ledger.open().map(({ kind, id }) => `${kind} ${id}`);

  it('that is on its way out is not asked again', async () => {
    stand('DELETE_IN_PROGRESS');
    account.tables.set('boyacky', 'ACTIVE');
    await remove('stack', 'boyacky-stack');
    expect(account.calls).toEqual([]);
    expect(onLedger()).toEqual([]);
  });

  it('leaves its table on the ledger, for the template retains it', async () => {
    stand('CREATE_COMPLETE', [part('EC2::VPC', 'vpc-1'), part('DynamoDB::Table', 'boyacky')]);
    account.tables.set('boyacky', 'ACTIVE');
    account.tables.set('vpc-1', 'ACTIVE');
    await remove('stack', 'boyacky-stack');
    expect(onLedger()).toEqual(['table boyacky']);
  });

  it.each([
    ['was never made', part('DynamoDB::Table', 'boyacky', { status: 'CREATE_FAILED' })],
    ['went already', part('DynamoDB::Table', 'boyacky', { status: 'DELETE_COMPLETE' })],
    ['has no name yet', part('DynamoDB::Table', '')],
    ['is not there', part('DynamoDB::Table', 'other')],
  ])('notes no table that %s', async (_, table) => {
    stand('CREATE_FAILED', [table]);
    account.tables.set('boyacky', 'ACTIVE');
    account.tables.set('', 'ACTIVE');
    await remove('stack', 'boyacky-stack');
    expect(onLedger()).toEqual([]);
    expect(account.calls).toEqual(['stacks.delete boyacky-stack']);
  });

  it.each(['CREATE_COMPLETE', 'DELETE_IN_PROGRESS'])('that is %s refuses nothing yet', async (status) => {
    stand(status);
    expect(await refusal('stack', 'boyacky-stack')).toBeUndefined();
  });

  it('that is not there refuses nothing', async () => expect(await refusal('stack', 'boyacky-stack')).toBeUndefined());

  it('whose deletion failed says which parts stay, why, and what is in the way', async () => {
    stand('DELETE_FAILED', [
      part('EC2::VPC', 'vpc-1', { status: 'DELETE_FAILED', statusReason: 'has dependencies' }),
      part('EC2::Subnet', 'subnet-1', { status: 'DELETE_FAILED' }),
      part('EC2::RouteTable', 'rtb-1', { status: 'DELETE_COMPLETE', statusReason: 'went' }),
    ]);
    const stack = account.stacks.get('boyacky-stack');
    if (stack !== undefined) stack.statusReason = 'The following resource(s) failed to delete: [vpc-1].';
    account.interfaces.push({ id: 'eni-1', description: 'arn:aws:ecs:ap-northeast-1:123456789012:attachment/1', type: 'interface', free: false });
    const told = await refusal('stack', 'boyacky-stack');
    expect(told?.split('\n')).toEqual([
      'DELETE_FAILED: The following resource(s) failed to delete: [vpc-1]. vpc-1: has dependencies',
      expect.stringMatching(/^network-interface eni-1: it lies in vpc-1 /) as string,
    ]);
    const japanese = (await removerOf('stack').refusal?.(account.context, 'boyacky-stack'))?.ja;
    expect(japanese?.split('\n')[1]).toMatch(/^network-interface eni-1: vpc-1 の中にあり/);
    // Where the network cannot be looked at, the stack's own words are told alone.
    account.aws.vpc.interfaces = () => Promise.reject(inUse('no'));
    expect((await refusal('stack', 'boyacky-stack'))?.split('\n')).toHaveLength(1);
  });

  it('whose deletion failed without a word has no word', async () => {
    stand('DELETE_FAILED', []);
    expect(await refusal('stack', 'boyacky-stack')).toBe('DELETE_FAILED:');
  });
});

describe('a cluster', () => {
  const cluster = 'boyacky-cluster';
  beforeEach(() => account.clusters.set(cluster, {}));

  it.each([
    ['ACTIVE', true],
    ['DEPROVISIONING', true],
    ['INACTIVE', false],
  ])('that is %s: is there %s', async (status, there) => {
    account.clusters.set(cluster, { status });
    expect(await exists('cluster', cluster)).toBe(there);
  });

  /** Tasks of a cluster and whether the clean-up stops them. */
  const tasks: readonly (readonly [string, Parameters<typeof task>[1], boolean])[] = [
    ['run by itself from our revision', { group: 'family:boyacky-taskdef' }, true],
    ['run without a group', {}, true],
    ['of our service', { group: 'service:boyacky-service' }, true],
    ['of a service on the ledger', { group: 'service:typed-by-hand' }, true],
    ['of a service on the ledger for another cluster', { group: 'service:elsewhere' }, false],
    ["of somebody's service with our revision", { group: 'service:somebody' }, false],
    ['of a revision that was there before', { taskDefinitionArn: revision(7) }, false],
    ['of a revision after that', { taskDefinitionArn: revision(8) }, true],
    ["of somebody's family", { taskDefinitionArn: revision(9, 'somebody') }, false],
    ['of a family on the ledger', { taskDefinitionArn: revision(9, 'mine') }, true],
  ];

  it.each(tasks)('task %s', async (_, fields, stopped) => {
    account.foreignRevisions = '7';
    await note(account, { kind: 'task-definition', id: 'mine' }, { kind: 'service', id: `${cluster}/typed-by-hand` }, { kind: 'service', id: 'other-cluster/elsewhere' }, { kind: 'role', id: `${cluster}/somebody` });
    account.tasks.push(task('1', { taskDefinitionArn: revision(8), ...fields }));
    expect(await refusal('cluster', cluster)).toBe(stopped ? undefined : '0 services and 1 task that are not of this workshop run in it');
    await remove('cluster', cluster);
    expect(account.calls).toEqual([...(stopped ? [`services.stopTask ${cluster} 1: boyacky-lab cleanup`] : []), `clusters.delete ${cluster}`]);
  });

  it('in which others have services says how many', async () => {
    account.clusters.set(cluster, { activeServices: 2 });
    expect(await refusal('cluster', cluster)).toBe('2 services and 0 tasks that are not of this workshop run in it');
    account.tasks.push(task('1', { taskDefinitionArn: revision(1, 'somebody') }));
    expect(await refusal('cluster', cluster)).toBe('2 services and 1 task that are not of this workshop run in it');
    account.clusters.delete(cluster);
    account.tasks = [];
    expect(await refusal('cluster', cluster)).toBeUndefined();
  });

  it('in which our own service still runs says so, and stops no task that the service would start again', async () => {
    await note(account, { kind: 'service', id: `${cluster}/boyacky-service` });
    account.services.set(`${cluster}/boyacky-service`, 'ACTIVE');
    account.tasks.push(task('1'));
    expect(await refusal('cluster', cluster)).toBe('the service boyacky-service of this workshop still runs in it');
    await remove('cluster', cluster);
    expect(account.calls).toEqual([`clusters.delete ${cluster}`]);
    account.services.set(`${cluster}/boyacky-service`, 'INACTIVE');
    expect(await refusal('cluster', cluster)).toBeUndefined();
  });

  const stopping = (more: Parameters<typeof task>[1] = {}) => task('2', { desiredStatus: 'STOPPED', lastStatus: 'DEPROVISIONING', ...more });

  it('waits for the tasks that are stopping, and for no longer than a cluster may take', async () => {
    account.tasks.push(stopping());
    let looks = 0;
    account.onSleep = () => {
      looks += 1;
      if (looks === 3) account.tasks = [stopping({ lastStatus: 'STOPPED' })];
    };
    const began = account.now;
    await remove('cluster', cluster);
    expect(account.now - began).toBe(1500);

    account.tasks = [stopping()];
    account.onSleep = () => undefined;
    const again = account.now;
    await remove('cluster', cluster);
    expect(account.now - again).toBe(180_500);
    expect(account.calls.filter((call) => call.startsWith('clusters.delete'))).toHaveLength(2);
  });

  it("does not wait for somebody's tasks", async () => {
    account.tasks.push(stopping({ group: 'service:somebody' }));
    await remove('cluster', cluster);
    expect(account.now).toBe(createFakeAccount().now);
  });

  it('stops waiting when the learner gives up', async () => {
    account.tasks.push(stopping());
    const aborted = { ...account.context, signal: AbortSignal.abort(new Error('Ctrl-C')) };
    await expect(removerOf('cluster').remove(aborted, cluster)).rejects.toThrow('Ctrl-C');
  });
});

describe('a task definition', () => {
  it('goes with all its revisions but those that were there before', async () => {
    account.foreignRevisions = '2';
    for (const [n, status] of [[1, 'ACTIVE'], [2, 'INACTIVE'], [3, 'INACTIVE'], [4, 'ACTIVE']] as const) account.revisions.set(revision(n), { status });
    expect(await exists('task-definition', 'boyacky-taskdef')).toBe(true);
    await remove('task-definition', 'boyacky-taskdef');
    expect(account.calls).toEqual(['taskDefinitions.deregister boyacky-taskdef:4', 'taskDefinitions.delete boyacky-taskdef:3 boyacky-taskdef:4']);
    expect(await exists('task-definition', 'boyacky-taskdef')).toBe(false);
  });

  it.each([
    ['ACTIVE', true],
    ['INACTIVE', true],
    // As far as AWS goes while a task still refers to it.
    ['DELETE_IN_PROGRESS', false],
  ] as const)('whose one revision is %s: is there %s', async (status, there) => {
    account.revisions.set(revision(1), { status });
    expect(await exists('task-definition', 'boyacky-taskdef')).toBe(there);
  });
});

describe('a listener', () => {
  const other = { arn: `${listenerArn}-2`, port: 8080, protocol: 'HTTP', targetGroupArns: [] };
  const one = { arn: listenerArn, port: 80, protocol: 'HTTP', targetGroupArns: [] };

  it.each([
    ['boyacky-alb:80', 'deleteListener 80'],
    [listenerArn, 'deleteListener 80'],
    ['boyacky-alb:8080', 'deleteListener 8080'],
  ])('is known as %s', async (id, call) => {
    account.listeners = [one, other];
    account.balancer = true;
    expect(await exists('listener', id)).toBe(true);
    await remove('listener', id);
    expect(account.calls).toEqual([call]);
    expect(await exists('listener', id)).toBe(false);
  });

  it('is not there without its load balancer, or on another port', async () => {
    account.balancer = true;
    account.listeners = [other];
    expect(await exists('listener', 'boyacky-alb:80')).toBe(false);
    account.listeners = [one];
    account.balancer = false;
    expect(await exists('listener', 'boyacky-alb:80')).toBe(false);
    await remove('listener', 'boyacky-alb:80');
    expect(account.calls).toEqual([]);
    expect(balancerArn).toContain('boyacky-alb');
  });
});
