import { beforeEach, describe, expect, it } from 'vitest';
import { arnOf } from '../../../src/workshop/clean-up/arn-of.js';
import { bearsOurMark } from '../../../src/workshop/clean-up/bears-our-mark.js';
import { readArn } from '../../../src/workshop/clean-up/read-arn.js';
import { consoleAddress } from '../../../src/workshop/clean-up/console-address.js';
import type { LedgerResource } from '../../../src/workshop/ledger.js';
import { arnOf as arn, container, createFakeAccount, image, labels, listenerArn, ours, part, revision, tag, type FakeAccount } from './support/fake-account.js';

let account: FakeAccount;
beforeEach(() => {
  account = createFakeAccount();
});

const group = arn('elasticloadbalancing', 'targetgroup/mine/1');

/** Things that can bear tags: how they come to be, and their ARN. */
const taggable: readonly (readonly [LedgerResource, () => void, string])[] = [
  [{ kind: 'table', id: 'boyacky' }, () => account.tables.set('boyacky', 'ACTIVE'), arn('dynamodb', 'table/boyacky')],
  [{ kind: 'repository', id: 'boyacky/web-app' }, () => account.repositories.add('boyacky/web-app'), arn('ecr', 'repository/boyacky/web-app')],
  [{ kind: 'cluster', id: 'boyacky-cluster' }, () => account.clusters.set('boyacky-cluster', {}), arn('ecs', 'cluster/boyacky-cluster')],
  [{ kind: 'service', id: 'c/s' }, () => account.services.set('c/s', 'ACTIVE'), arn('ecs', 'service/c/s')],
  [{ kind: 'role', id: 'boyacky-task-role' }, () => account.roles.set('boyacky-task-role', {}), arn('iam', 'role/boyacky-task-role')],
  [{ kind: 'target-group', id: 'mine' }, () => account.targetGroups.add('mine'), group],
  [{ kind: 'listener', id: 'boyacky-alb:80' }, () => listen(), listenerArn],
  [{ kind: 'listener', id: listenerArn }, () => listen(), listenerArn],
];

function listen(port = 80): void {
  account.balancer = true;
  account.listeners.push({ arn: listenerArn, port, protocol: 'HTTP', targetGroupArns: [] });
}

describe('the ARN of a thing', () => {
  it.each(taggable)('%j', async (resource, make, expected) => {
    expect(await arnOf(resource, account.context)).toBeUndefined();
    make();
    expect(await arnOf(resource, account.context)).toBe(expected);
  });

  it('of a task definition is that of the revision that is asked for', async () => {
    account.revisions.set(revision(1), { status: 'ACTIVE' });
    expect(await arnOf({ kind: 'task-definition', id: revision(1) }, account.context)).toBe(revision(1));
    expect(await arnOf({ kind: 'task-definition', id: revision(2) }, account.context)).toBeUndefined();
  });

  it('is none where ECS only still shows what went', async () => {
    account.clusters.set('c', { status: 'INACTIVE' });
    account.services.set('c/s', 'INACTIVE');
    expect(await arnOf({ kind: 'cluster', id: 'c' }, account.context)).toBeUndefined();
    expect(await arnOf({ kind: 'service', id: 'c/s' }, account.context)).toBeUndefined();
  });

  it('is that of the listener of this port', async () => {
    listen(8080);
    expect(await arnOf({ kind: 'listener', id: 'boyacky-alb:80' }, account.context)).toBeUndefined();
    account.balancer = false;
    expect(await arnOf({ kind: 'listener', id: 'boyacky-alb:8080' }, account.context)).toBeUndefined();
  });

  it('is none of things on this machine', async () => expect(await arnOf({ kind: 'local-image', id: 'boyacky/web-app' }, account.context)).toBeUndefined());
});

describe('our mark on what the ledger names', () => {
  it.each(taggable)('%j: our tags, both of them; what is not there is nobody’s', async (resource, make, thing) => {
    expect(await bearsOurMark(resource, account.context)).toBe(true);
    make();
    expect(await bearsOurMark(resource, account.context)).toBe(false);
    account.tagged = [{ arn: thing, tags: { ...ours, 'boyacky-lab:owner': 'somebody' } }];
    expect(await bearsOurMark(resource, account.context)).toBe(false);
    account.tagged = [{ arn: thing, tags: { ...ours, more: 'x' } }];
    expect(await bearsOurMark(resource, account.context)).toBe(true);
  });

  it('the app is known by its process', async () => expect(await bearsOurMark({ kind: 'local-app', id: 'boyacky' }, account.context)).toBe(true));

  it('a log group that stands bears none: one of ours was found by its tags', async () => {
    const group = { kind: 'log-group', id: '/ecs/mine' } as const;
    expect(await bearsOurMark(group, account.context)).toBe(true);
    account.logGroups.set('/ecs/mine', 1);
    expect(await bearsOurMark(group, account.context)).toBe(false);
  });

  it.each([
    ['localhost:4566', true],
    ['127.0.0.1:5000', true],
    ['[::1]:5000', true],
    ['172.17.0.1:4566', true],
    ['localhost', true],
    ['123456789012.dkr.ecr.ap-northeast-1.amazonaws.com', true],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', true],
    ['ghcr.io', false],
    ['localhost.example.com', false],
    ['my.localhost', false],
    ['localhost:4566/x', false],
    ['localhost:port', false],
    ['12345678901.dkr.ecr.ap-northeast-1.amazonaws.com', false],
    ['x123456789012.dkr.ecr.ap-northeast-1.amazonaws.com', false],
    ['123456789012.dkr.ecr.ap-northeast-1.amazonaws.com.example.com', false],
    ['123456789012.dkr.ecr..amazonaws.com', false],
  ])('a login at %s: %s', async (id, expected) => expect(await bearsOurMark({ kind: 'registry-login', id }, account.context)).toBe(expected));

  describe('a stack', () => {
    const stack = { kind: 'stack', id: 's' } as const;
    it.each([
      ['bears our tags', { ...ours, more: 'x' }, [part('EC2::VPC', 'vpc-1')], true],
      ['bears those of another owner', { ...ours, 'boyacky-lab:owner': 'somebody' }, [part('EC2::VPC', 'vpc-1')], false],
      ['bears none', {}, [part('EC2::VPC', 'vpc-1')], false],
      ['holds nothing', {}, [], true],
      ['holds nothing any more', {}, [part('EC2::VPC', 'vpc-1', { status: 'DELETE_COMPLETE' }), part('EC2::Subnet', 'x', { status: 'CREATE_FAILED' }), part('EC2::Subnet', '')], true],
      ['holds one thing still', {}, [part('EC2::VPC', 'vpc-1'), part('EC2::Subnet', 'x', { status: 'DELETE_COMPLETE' })], false],
    ])('that %s', async (_, tags, parts, expected) => {
      account.stacks.set('s', { status: 'CREATE_COMPLETE', tags, parts });
      expect(await bearsOurMark(stack, account.context)).toBe(expected);
    });
    it('that is not there', async () => expect(await bearsOurMark(stack, account.context)).toBe(true));
  });

  describe('a family of task definitions', () => {
    const family = { kind: 'task-definition', id: 'boyacky-taskdef' } as const;
    const stand = (...rows: readonly (readonly [number, 'ACTIVE' | 'INACTIVE', boolean])[]) => {
      for (const [n, status, isTagged] of rows) {
        account.revisions.set(revision(n), { status });
        if (isTagged) tag(account, revision(n));
      }
    };
    it('without a revision is nobody’s', async () => expect(await bearsOurMark(family, account.context)).toBe(true));
    it('is ours by one that bears our tags, active or not', async () => {
      stand([1, 'ACTIVE', false], [2, 'INACTIVE', true]);
      expect(await bearsOurMark(family, account.context)).toBe(true);
      account.revisions.delete(revision(2));
      expect(await bearsOurMark(family, account.context)).toBe(false);
      stand([3, 'ACTIVE', true]);
      expect(await bearsOurMark(family, account.context)).toBe(true);
    });
    it('is not ours by one that was there before', async () => {
      stand([1, 'ACTIVE', true], [2, 'ACTIVE', false]);
      account.foreignRevisions = '1';
      expect(await bearsOurMark(family, account.context)).toBe(false);
    });
  });

  describe('an image', () => {
    const mark = (id: string) => bearsOurMark({ kind: 'local-image', id }, account.context);
    it.each([
      ['boyacky/web-app:1.0', true],
      ['localhost/boyacky/web-app:1.0', true],
      [`123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/boyacky/web-app@sha256:1`, true],
      ['boyacky/no-such-repository', true],
      ['boyacky/web-app/more:1', false],
      ['notboyacky/web-app:1.0', false],
      ['node:24-alpine', false],
    ])('by its name %s: %s', async (name, expected) => {
      account.images.push(image('sha256:1', { tags: [name] }));
      expect(await mark(name)).toBe(expected);
    });
    it('by its labels', async () => {
      account.images.push(image('sha256:1', { tags: ['mine:1'], labels: { 'boyacky-lab.workshop': 'boyacky' } }), image('sha256:2', { tags: ['other:1'], labels: { 'boyacky-lab.workshop': 'other' } }));
      expect(await mark('mine:1')).toBe(true);
      expect(await mark('other:1')).toBe(false);
    });
    it('that is not there is nobody’s', async () => expect(await mark('node:24-alpine')).toBe(true));
    it('by its id: when all its names are ours, or none is left', async () => {
      account.images.push(image('sha256:1', { tags: ['boyacky/web-app:1', 'boyacky/web-app:2'] }), image('sha256:2', { tags: ['boyacky/web-app:3', 'node:24'] }), image('sha256:3'));
      expect(await mark('sha256:1')).toBe(true);
      expect(await mark('sha256:2')).toBe(false);
      expect(await mark('sha256:3')).toBe(true);
    });
  });

  describe('a container', () => {
    const mark = () => bearsOurMark({ kind: 'local-container', id: 'c' }, account.context);
    it('that is not there is nobody’s', async () => expect(await mark()).toBe(true));
    it.each([
      ['by its labels', { image: 'mine', labels }, true],
      ['by the name of its image', { image: 'boyacky/web-app:1.0' }, true],
      ['by its image, which has lost its name', { image: 'sha256:abc' }, true],
      ['by its image, short', { image: 'abc' }, true],
      ['not by the image of another', { image: 'sha256:def' }, false],
      ['not without any of them', { image: 'node:24-alpine' }, false],
      ['not by a name that only looks like an id', { image: 'abc:latest' }, false],
      ['nor by one that ends like it', { image: 'x:abc' }, false],
    ])('%s', async (_, fields, expected) => {
      account.images.push(image('sha256:abc'), image('abc'), image('sha256:def', { tags: ['node:24-alpine'] }), image('sha256:4', { tags: ['abc:latest', 'x:abc'], labels }));
      account.containers.push(container('c', fields));
      expect(await mark()).toBe(expected);
    });
  });
});

describe('readArn', () => {
  it.each([
    [arn('cloudformation', 'stack/boyacky-stack/1a2b'), { claim: { kind: 'stack', id: 'boyacky-stack' }, type: 'stack', physicalId: 'boyacky-stack' }],
    [arn('dynamodb', 'table/boyacky'), { claim: { kind: 'table', id: 'boyacky' }, type: 'table', physicalId: 'boyacky' }],
    [arn('ecr', 'repository/boyacky/web-app'), { claim: { kind: 'repository', id: 'boyacky/web-app' }, type: 'repository', physicalId: 'boyacky/web-app' }],
    [arn('ecs', 'cluster/boyacky-cluster'), { claim: { kind: 'cluster', id: 'boyacky-cluster' }, type: 'cluster', physicalId: 'boyacky-cluster' }],
    [arn('ecs', 'service/c/s'), { claim: { kind: 'service', id: 'c/s' }, type: 'service', physicalId: 'c/s' }],
    [revision(12), { claim: { kind: 'task-definition', id: 'boyacky-taskdef' }, type: 'task-definition', physicalId: 'boyacky-taskdef' }],
    [listenerArn, { claim: { kind: 'listener', id: listenerArn }, type: 'listener', physicalId: listenerArn }],
    [group, { claim: { kind: 'target-group', id: 'mine' }, type: 'targetgroup', physicalId: group }],
    [arn('logs', 'log-group:/ecs/mine'), { claim: { kind: 'log-group', id: '/ecs/mine' }, type: 'log-group', physicalId: '/ecs/mine' }],
    [arn('logs', 'log-group:/ecs/mine:*'), { claim: { kind: 'log-group', id: '/ecs/mine' }, type: 'log-group', physicalId: '/ecs/mine' }],
    [arn('iam', 'role/boyacky-task-role'), { claim: { kind: 'role', id: 'boyacky-task-role' }, type: 'role', physicalId: 'boyacky-task-role' }],
    [arn('iam', 'role/team/dev/boyacky-task-role'), { claim: { kind: 'role', id: 'boyacky-task-role' }, type: 'role', physicalId: 'boyacky-task-role' }],
    [arn('ec2', 'vpc/vpc-1'), { type: 'vpc', physicalId: 'vpc-1' }],
    [arn('ecs', 'task/c/1'), { type: 'task', physicalId: arn('ecs', 'task/c/1') }],
    // Things of kinds that only look like one of ours.
    [arn('dynamodb', 'table/boyacky/index/view_index'), { type: 'table', physicalId: arn('dynamodb', 'table/boyacky/index/view_index') }],
    [arn('ecs', 'service/s'), { type: 'service', physicalId: arn('ecs', 'service/s') }],
    [arn('logs', 'log-group:/ecs/mine:log-stream:1'), { type: 'log-group', physicalId: arn('logs', 'log-group:/ecs/mine:log-stream:1') }],
    [arn('sns', 'topic-1'), { type: 'topic-1', physicalId: arn('sns', 'topic-1') }],
    ['arn:aws', { type: '', physicalId: 'arn:aws' }],
  ])('%s', (text, expected) => expect(readArn(text)).toEqual({ arn: text, ...expected }));

  it.each([
    ['cloudformation', 'stack/s/1'],
    ['dynamodb', 'table/t'],
    ['ecr', 'repository/r'],
    ['ecs', 'cluster/c'],
    ['ecs', 'service/c/s'],
    ['ecs', 'task-definition/t:1'],
    ['elasticloadbalancing', 'listener/app/a/1/2'],
    ['elasticloadbalancing', 'targetgroup/t/1'],
    ['logs', 'log-group:/l'],
    ['iam', 'role/r'],
  ])('takes %s %s in no other place of a text, and in other partitions', (service, rest) => {
    expect(readArn(`x${arn(service, rest)}`).claim).toBeUndefined();
    expect(readArn(arn(service, rest).replace('arn:aws:', 'arn:aws-cn:')).claim).toBeDefined();
  });
});

describe('where a person looks at it', () => {
  const base = 'https://ap-northeast-1.console.aws.amazon.com';
  it.each([
    ['stack', 'a b', `${base}/cloudformation/home?region=ap-northeast-1#/stacks?filteringText=a%20b`],
    ['table', 'boyacky', `${base}/dynamodbv2/home?region=ap-northeast-1#table?name=boyacky`],
    ['repository', 'boyacky/web-app', `${base}/ecr/repositories?region=ap-northeast-1`],
    ['cluster', 'c', `${base}/ecs/v2/clusters/c?region=ap-northeast-1`],
    ['service', 'c 1/s 2', `${base}/ecs/v2/clusters/c%201/services/s%202?region=ap-northeast-1`],
    ['task-definition', 't', `${base}/ecs/v2/task-definitions/t?region=ap-northeast-1`],
    ['log-group', '/l', `${base}/cloudwatch/home?region=ap-northeast-1#logsV2:log-groups`],
    ['role', 'r', 'https://console.aws.amazon.com/iam/home#/roles/details/r'],
    ['listener', 'x', `${base}/ec2/home?region=ap-northeast-1#LoadBalancers:`],
    ['target-group', 'x', `${base}/ec2/home?region=ap-northeast-1#TargetGroups:`],
    ['local-image', 'x', undefined],
    ['local-container', 'x', undefined],
  ] as const)('%s %s', (kind, id, expected) => expect(consoleAddress({ kind, id }, 'ap-northeast-1')).toBe(expected));
});
