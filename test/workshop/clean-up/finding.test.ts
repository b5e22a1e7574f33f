import { beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../src/containers/engine.js';
import { findClaims } from '../../../src/workshop/clean-up/find-claims.js';
import { findOwnImages, namesToRemove, tagsLikeOurs } from '../../../src/workshop/clean-up/find-images.js';
import { findInVpc } from '../../../src/workshop/clean-up/find-in-vpc.js';
import { findKept } from '../../../src/workshop/clean-up/find-kept.js';
import { findLocal } from '../../../src/workshop/clean-up/find-local.js';
import { findNotOurs } from '../../../src/workshop/clean-up/find-not-ours.js';
import { findPerhapsYours } from '../../../src/workshop/clean-up/perhaps-yours.js';
import { findTagged } from '../../../src/workshop/clean-up/find-tagged.js';
import { findTargetGroups } from '../../../src/workshop/clean-up/find-target-groups.js';
import { findTaskLogs } from '../../../src/workshop/clean-up/find-task-logs.js';
import { strayOf } from '../../../src/workshop/clean-up/stray.js';
import type { Step } from '../../../src/workshop/types.js';
import { arnOf, balancerArn, container, createFakeAccount, denied, image, labels, listenerArn, note, ours, part, registry, revision, tag, type FakeAccount } from './support/fake-account.js';

let account: FakeAccount;
beforeEach(() => {
  account = createFakeAccount();
});

const family = { kind: 'task-definition', id: 'boyacky-taskdef' } as const;
const words = (found: readonly { readonly kind: string; readonly id: string }[]) => found.map(({ kind, id }) => `${kind} ${id}`);
const bug = new TypeError('a bug of ours');

describe('what bears our tags', () => {
  const find = (...roles: string[]) => findTagged(account.context, roles);
  const vpc = arnOf('ec2', 'vpc/vpc-1');

  it('is claimed under the ids of the ledger; roles by their names', async () => {
    for (const rest of ['cluster/boyacky-cluster', 'service/c/s']) tag(account, arnOf('ecs', rest));
    tag(account, arnOf('dynamodb', 'table/boyacky'));
    expect(words((await find('boyacky-task-role')).claims)).toEqual(['cluster boyacky-cluster', 'service c/s', 'table boyacky', 'role boyacky-task-role']);
  });

  it('is claimed as its stack, with the table beside it, which the stack retains', async () => {
    account.stacks.set('s', { status: 'CREATE_COMPLETE', tags: ours, parts: [part('EC2::VPC', 'vpc-1'), part('DynamoDB::Table', 'boyacky'), part('DynamoDB::Table', 'untagged'), part('IAM::Role', 'in-stack')] });
    tag(account, vpc, { 'aws:cloudformation:stack-name': 's' });
    tag(account, arnOf('dynamodb', 'table/boyacky'));
    tag(account, arnOf('cloudformation', 'stack/s/1'));
    expect(await find('in-stack', 'alone')).toEqual({ claims: [{ kind: 'stack', id: 's' }, { kind: 'table', id: 'boyacky' }, { kind: 'role', id: 'alone' }], partlyOurs: [], loose: [] });
  });

  it.each(['table', 'log-group'])('a %s without the tag of its stack is asked for it', async (type) => {
    const [service, rest, id] = type === 'table' ? ['dynamodb', 'table/boyacky', 'boyacky'] : ['logs', 'log-group:/ecs/mine', '/ecs/mine'];
    tag(account, arnOf(service ?? '', rest ?? ''));
    account.stacks.set('s', { status: 'CREATE_COMPLETE', tags: ours, parts: [part('X::Y', id ?? '')] });
    expect(words((await find()).claims)).toEqual(['stack s']);
  });

  it('a load balancer without the tag of its stack is asked for it by its ARN; a repository is in no stack of ours', async () => {
    const asked: string[] = [];
    account.aws.stacks.ofPart = (id) => (asked.push(id), Promise.resolve(undefined));
    account.balancer = true;
    tag(account, balancerArn);
    tag(account, arnOf('ecr', 'repository/boyacky/web-app'));
    const { claims, loose } = await find();
    expect(asked).toEqual([balancerArn]);
    expect(words(claims)).toEqual(['repository boyacky/web-app']);
    expect(loose.map(({ type }) => type)).toEqual(['loadbalancer']);
  });

  it('a stack that is not there claims nothing; what it left stands by itself', async () => {
    tag(account, arnOf('cloudformation', 'stack/s/1'));
    tag(account, vpc, { 'aws:cloudformation:stack-name': 's' });
    account.standing.add('vpc-1');
    const { claims, loose } = await find();
    expect(claims).toEqual([]);
    expect(loose.map(({ physicalId }) => physicalId)).toEqual(['vpc-1']);
  });

  it('a stack is asked once', async () => {
    const { find: look } = account.aws.stacks;
    let looks = 0;
    account.aws.stacks.find = (name) => ((looks += 1), look(name));
    account.stacks.set('s', { status: 'CREATE_COMPLETE', tags: ours, parts: [] });
    tag(account, arnOf('cloudformation', 'stack/s/1'));
    tag(account, vpc, { 'aws:cloudformation:stack-name': 's' });
    expect(words((await find()).claims)).toEqual(['stack s']);
    expect(looks).toBe(1);
  });

  describe('a stack without our tags is only partly ours where a part', () => {
    it.each([
      ['bears none', [part('EC2::Subnet', 'subnet-1')], true],
      ['cannot bear any', [part('EC2::Route', 'r'), part('EC2::VPCGatewayAttachment', 'a'), part('EC2::SubnetRouteTableAssociation', 'b'), part('CloudFormation::WaitConditionHandle', 'w')], false],
      ['is not there', [part('EC2::Subnet', 'x', { status: 'CREATE_FAILED' }), part('EC2::Subnet', 'y', { status: 'DELETE_COMPLETE' }), part('EC2::Subnet', 'z', { status: 'DELETE_SKIPPED' }), part('EC2::Subnet', '')], false],
      ['is a role that does not bear them', [part('IAM::Role', 'other')], true],
      ['is a role that does', [part('IAM::Role', 'mine')], false],
    ])('%s', async (_, parts, partly) => {
      account.stacks.set('s', { status: 'CREATE_COMPLETE', tags: { ...ours, 'boyacky-lab:owner': 'x' }, parts: [part('EC2::VPC', 'vpc-1'), ...parts] });
      tag(account, vpc, { 'aws:cloudformation:stack-name': 's' });
      const { claims, partlyOurs } = await find('mine');
      expect(words(claims).includes('stack s')).toBe(!partly);
      expect(partlyOurs.map(({ stack, others }) => [stack, others])).toEqual(partly ? [['s', parts]] : []);
    });
  });

  it('of kinds that the clean-up does not delete only what stands is told', async () => {
    for (const rest of ['vpc/vpc-1', 'subnet/subnet-gone']) tag(account, arnOf('ec2', rest));
    account.standing.add('vpc-1');
    for (const rest of ['task/c/1', 'container-instance/c/1']) tag(account, arnOf('ecs', rest));
    tag(account, arnOf('elasticloadbalancing', 'listener-rule/app/a/1/2/3'));
    tag(account, balancerArn);
    tag(account, arnOf('sns', 'topic'));
    expect((await find()).loose.map(({ type }) => type)).toEqual(['vpc', 'topic']);
    account.balancer = true;
    expect((await find()).loose.map(({ type }) => type)).toEqual(['vpc', 'loadbalancer', 'topic']);
  });

  it('asks nothing of EC2 where nothing lies there', async () => {
    account.aws.vpc.existing = () => Promise.reject(bug);
    tag(account, arnOf('sns', 'topic'));
    expect((await find()).loose).toHaveLength(1);
  });
});

describe('what is told of strays', () => {
  it.each([
    ['vpc', 'vpc-1', 'aws ec2 delete-vpc --vpc-id vpc-1'],
    ['subnet', 'i', 'aws ec2 delete-subnet --subnet-id i'],
    ['security-group', 'i', 'aws ec2 delete-security-group --group-id i'],
    ['route-table', 'i', 'aws ec2 delete-route-table --route-table-id i'],
    ['internet-gateway', 'i', 'aws ec2 delete-internet-gateway --internet-gateway-id i'],
    ['vpc-endpoint', 'i', 'aws ec2 delete-vpc-endpoints --vpc-endpoint-ids i'],
    ['network-interface', 'i', 'aws ec2 delete-network-interface --network-interface-id i'],
    ['loadbalancer', 'i', 'aws elbv2 delete-load-balancer --load-balancer-arn i'],
    ['topic', 'i', 'aws resourcegroupstaggingapi get-resources --resource-arn-list the-arn --region ap-northeast-1'],
  ])('a %s', (type, physicalId, command) => {
    const [stray] = strayOf({ partlyOurs: [], loose: [{ arn: 'the-arn', type, physicalId }] }, account.context);
    expect(stray).toMatchObject({ kind: type, id: physicalId });
    for (const text of [stray?.reason.ja, stray?.reason.en]) expect(text?.endsWith(`: ${command}`)).toBe(true);
  });

  it.each([
    [1, '(p1 (AWS::EC2::VPC))'],
    [3, '(p1 (AWS::EC2::VPC), p2 (AWS::EC2::VPC), p3 (AWS::EC2::VPC))'],
    [4, '(p1 (AWS::EC2::VPC), p2 (AWS::EC2::VPC), p3 (AWS::EC2::VPC) …)'],
  ])('a stack with %i parts of others', (count, shown) => {
    const others = Array.from({ length: count }, (_, n) => part('EC2::VPC', `p${n + 1}`));
    const [stray] = strayOf({ partlyOurs: [{ stack: 's', others }], loose: [] }, account.context);
    expect(stray).toMatchObject({ kind: 'stack', id: 's' });
    for (const text of [stray?.reason.ja, stray?.reason.en]) {
      expect(text).toContain(shown);
      expect(text).toContain('aws cloudformation delete-stack --stack-name s');
    }
  });
});

describe('log groups that tasks of ours had made', () => {
  const logOptions = { 'awslogs-group': '/ecs/mine', 'awslogs-create-group': 'true' };
  const find = () => findTaskLogs([{ kind: 'role', id: 'boyacky-taskdef' }, family], account.context);
  const stand = (fields: object = {}, createdAt = 200) => {
    account.revisions.set(revision(2), { status: 'ACTIVE', logOptions, registeredAt: 100, ...fields });
    account.logGroups.set('/ecs/mine', createdAt);
  };

  it.each([
    ['is younger than the revision', () => stand(), ['/ecs/mine']],
    ['is as old as the revision', () => stand({}, 100), ['/ecs/mine']],
    ['was there before', () => stand({}, 99), []],
    ['is named by a revision that went', () => stand({ status: 'INACTIVE' }), ['/ecs/mine']],
    ['was not to be made', () => stand({ logOptions: { 'awslogs-group': '/ecs/mine' } }), []],
    ['was not to be made, in words', () => stand({ logOptions: { 'awslogs-group': '/ecs/mine', 'awslogs-create-group': 'false' } }), []],
    ['has no name', () => stand({ logOptions: { 'awslogs-create-group': 'true' } }), []],
    ['cannot be told the age of', () => stand({ registeredAt: undefined }), []],
    ['is of a revision that was there before us', () => (stand(), (account.foreignRevisions = '2')), []],
    ['was not made yet', () => (stand(), account.logGroups.clear()), []],
    ['is part of a stack', () => (stand(), account.stacks.set('s', { status: '', tags: {}, parts: [part('Logs::LogGroup', '/ecs/mine')] })), []],
    ['two revisions name', () => (stand(), account.revisions.set(revision(3), { status: 'INACTIVE', logOptions, registeredAt: 150 })), ['/ecs/mine']],
  ])('one that %s', async (_, make, expected) => {
    make();
    expect(await find()).toEqual(expected);
  });

  it('are none of a revision that went meanwhile, and none of families that nobody claims', async () => {
    stand();
    expect(await findTaskLogs([{ kind: 'role', id: 'boyacky-taskdef' }], account.context)).toEqual([]);
    account.aws.taskDefinitions.find = () => Promise.resolve(undefined);
    expect(await find()).toEqual([]);
  });
});

describe('images of ours', () => {
  const push = `${registry}/boyacky/web-app`;
  const find = async (isOurRepository = true) => {
    const { ours: all, nameless } = await findOwnImages(account.context, isOurRepository);
    return { ours: all.map(({ id }) => id), nameless: nameless.map(({ id }) => id) };
  };

  it.each([
    ['labelled', { labels, tags: ['anything:1'] }, true],
    ['labelled by another owner', { labels: { ...labels, 'boyacky-lab.owner': 'x' }, tags: [`${push}:1`] }, false],
    ['labelled by another workshop', { labels: { ...labels, 'boyacky-lab.workshop': 'x' }, tags: [`${push}:1`] }, false],
    ['labelled by an owner alone', { labels: { 'boyacky-lab.owner': 'learner' }, tags: [`${push}:1`] }, false],
    ['labelled by a workshop alone', { labels: { 'boyacky-lab.workshop': 'boyacky' }, tags: [`${push}:1`] }, false],
    ['of our repository', { tags: [`${push}:1`] }, true],
    ['of our repository, by digest', { digests: [`${push}@sha256:9`] }, true],
    ['of the repository that is not there', { tags: [`${registry}/boyacky/no-such-repository:1`] }, true],
    ['of our repository, and local', { tags: [`${push}:1`, 'boyacky/web-app:2', 'localhost/boyacky/web-app:3'] }, true],
    ['of our repository, and of others', { tags: [`${push}:1`, 'mine:1'] }, false],
    ['of another registry', { tags: ['ghcr.io/boyacky/web-app:1'] }, false],
    ['of a repository with a longer name', { tags: [`${push}-2:1`] }, false],
    ['local, and not on the ledger', { tags: ['boyacky/web-app:1.1'] }, false],
    ['local, and on the ledger', { tags: ['boyacky/web-app:1.0'] }, true],
    ['local as podman has it', { tags: ['localhost/boyacky/web-app:1.0'] }, true],
    ['on the ledger under a name that is not ours', { tags: ['node:24'] }, false],
    ['with a name that ends like ours', { tags: ['x/localhost/boyacky/web-app:1.0'] }, false],
    ['with digest beside its tag', { tags: [`${push}:1`], digests: [`${push}@sha256:9`] }, true],
    ['without a name', {}, false],
  ])('%s', async (_, fields, expected) => {
    await note(account, { kind: 'local-image', id: 'boyacky/web-app:1.0' }, { kind: 'local-image', id: 'node:24' }, { kind: 'local-container', id: 'boyacky/web-app:1.1' });
    account.images = [image('i', fields)];
    expect((await find()).ours).toEqual(expected ? ['i'] : []);
  });

  it('of a repository that is not ours are not, and the registry is not asked where no name needs it', async () => {
    account.images = [image('i', { tags: [`${push}:1`] })];
    expect((await find(false)).ours).toEqual([]);
    account.aws.repositories.login = () => Promise.reject(bug);
    await expect(find()).rejects.toThrow(bug);
    account.images = [image('i', { tags: ['boyacky/web-app:1'] }), image('j', { tags: [`${push}:1`], labels })];
    expect((await find()).ours).toEqual(['j']);
  });

  it('without a name are known by layers that only ours have', async () => {
    account.images = [
      image('ours', { labels, layers: ['base', 'app'] }),
      image('node', { tags: ['node:24'], layers: ['base'] }),
      image('left', { layers: ['base', 'app', 'more'] }),
      image('other', { layers: ['base', 'x'] }),
      image('named', { tags: ['mine:1'], layers: ['z'] }),
      image('labelled', { labels: { 'boyacky-lab.owner': 'x' }, layers: ['app2'] }),
    ];
    expect(await find()).toEqual({ ours: ['ours'], nameless: ['left'] });
    account.images.push(image('copy', { tags: ['copy:1'], layers: ['app'] }));
    expect((await find()).nameless).toEqual([]);
  });

  it.each([
    [{ tags: ['boyacky/web-app:1'] }, ['boyacky/web-app:1']],
    [{ tags: [`${push}:1`], digests: [`${push}@sha256:9`] }, [`${push}:1`]],
    [{ tags: ['boyacky/web-app:1'], digests: [`${push}@sha256:9`] }, ['boyacky/web-app:1', `${push}@sha256:9`]],
    [{}, ['i']],
  ])('go by each of their names: %j', (fields, expected) => expect(namesToRemove(image('i', fields))).toEqual(expected));

  it.each([
    ['boyacky/web-app:1', false, false],
    ['boyacky/web-app:1', true, true],
    ['localhost/boyacky/web-app:1', true, true],
    ['boyaky/web-app:1', false, true],
    ['localhost/boyaky/web-app:1', true, true],
    ['boyaky/web-app', false, true],
    ['node:24', true, false],
  ])('%s, exactly too: %s', (name, exactToo, expected) => {
    expect(tagsLikeOurs(image('i', { tags: [name] }), { exactToo })).toEqual(expected ? [name] : []);
    expect(tagsLikeOurs(image('i', { tags: [name], labels: { 'boyacky-lab.owner': 'x' } }), { exactToo })).toEqual([]);
  });
});

describe('what is ours in the engine', () => {
  it('is not asked where there is no engine', async () => {
    account.engineAvailable = false;
    account.images = [image('i', { labels })];
    expect(await findLocal(account.context, true)).toEqual({ claims: [], nameless: [] });
  });

  it.each([
    ['labelled', { labels, imageId: 'x' }, true],
    ['of our image', { imageId: 'i' }, true],
    ['of another image', { imageId: 'x' }, false],
    ['of our image, labelled by another owner', { imageId: 'i', labels: { ...labels, 'boyacky-lab.owner': 'x' } }, false],
    ['of our image, labelled by another workshop', { imageId: 'i', labels: { ...labels, 'boyacky-lab.workshop': 'x' } }, false],
    ['of our image, half labelled', { imageId: 'i', labels: { 'boyacky-lab.workshop': 'boyacky' } }, false],
    ['of our image, half labelled otherwise', { imageId: 'i', labels: { 'boyacky-lab.owner': 'learner' } }, false],
    ['a task of the sandbox', { imageId: 'i', labels: { ...labels, 'boyacky-lab.task': '1' } }, false],
  ])('a container that is %s', async (_, fields, expected) => {
    account.images = [image('i', { labels })];
    account.containers = [container('c', fields)];
    expect(await findLocal(account.context, true)).toEqual({ claims: [...(expected ? [{ kind: 'local-container', id: 'c' }] : []), { kind: 'local-image', id: 'i' }], nameless: [] });
  });

  it('names what has no name', async () => {
    account.images = [image('i', { labels, layers: ['l'] }), image('j', { layers: ['l'] })];
    expect((await findLocal(account.context, true)).nameless).toEqual(['j']);
  });
});

describe('what lies in the VPC of a stack and is no part of it', () => {
  const stand = (...parts: Parameters<typeof part>[]) => account.stacks.set('s', { status: '', tags: ours, parts: parts.map((each) => part(...each)) });
  const find = (options?: { tasksToo?: boolean }) => findInVpc('s', account.context, options);
  const face = (description: string, more: object = {}) => ({ id: 'eni-1', description, type: 'interface', free: false, ...more });
  const attachment = arnOf('ecs', 'attachment/1');

  it('is nothing where there is no VPC', async () => {
    account.interfaces = [face('mine')];
    account.securityGroups = [{ id: 'sg-1', name: 'mine' }];
    stand(['EC2::Subnet', 'subnet-1'], ['EC2::VPC', 'vpc-1', { status: 'DELETE_COMPLETE' }]);
    expect(await find()).toEqual([]);
    stand(['EC2::VPC', '']);
    expect(await find()).toEqual([]);
  });

  it.each([
    ['made by hand', 'mine', true, true],
    ['of a task', attachment, false, true],
    ['that only names a task', `about ${attachment}`, true, true],
    ['of our load balancer', 'ELB app/boyacky-alb/50dc6c495c0c9188', false, false],
    ['of our endpoint', 'VPC Endpoint Interface vpce-1', false, false],
    ['of an endpoint of others', 'VPC Endpoint Interface vpce-2', true, true],
  ])('a network interface %s', async (_, description, alone, withTasks) => {
    stand(['EC2::Subnet', ''], ['ElasticLoadBalancingV2::LoadBalancer', balancerArn], ['EC2::VPCEndpoint', 'vpce-1'], ['EC2::VPC', 'vpc-1']);
    account.interfaces = [face(description)];
    expect((await find()).length).toBe(alone ? 1 : 0);
    expect((await find({ tasksToo: true })).length).toBe(withTasks ? 1 : 0);
  });

  it.each([
    [face('mine', { requester: 'amazon-rds', free: true }), '(mine, amazon-rds)', 'aws ec2 delete-network-interface --network-interface-id eni-1'],
    [face('mine', { requester: '' }), '(mine)', 'aws ec2 describe-network-interfaces --network-interface-ids eni-1'],
    [face('', { requester: undefined }), 'stack;', 'aws ec2 describe-network-interfaces --network-interface-ids eni-1'],
  ])('is told with its maker and what to type: %j', async (each, named, command) => {
    stand(['EC2::VPC', 'vpc-1']);
    account.interfaces = [each];
    const [told] = await find();
    expect(told).toMatchObject({ kind: 'network-interface', id: 'eni-1', reason: { en: expect.stringContaining(named) as string } });
    for (const text of [told?.reason.ja, told?.reason.en]) {
      expect(text).toContain('vpc-1');
      expect(text?.endsWith(`: ${command}`)).toBe(true);
    }
    if (named === 'stack;') expect(told?.reason.ja).not.toContain('(');
  });

  it('groups and subnets: neither those of the stack nor the default', async () => {
    stand(['EC2::VPC', 'vpc-1'], ['EC2::SecurityGroup', 'sg-1'], ['EC2::Subnet', 'subnet-1']);
    account.securityGroups = [{ id: 'sg-0', name: 'default' }, { id: 'sg-1', name: 'ours' }, { id: 'sg-2', name: 'mine' }];
    account.subnets = [{ id: 'subnet-1', name: 'ours' }, { id: 'subnet-2', name: 'mine' }];
    const found = await find();
    expect(words(found)).toEqual(['security-group sg-2', 'subnet subnet-2']);
    expect(found.map(({ reason }) => reason.en.split(': ').at(-1))).toEqual(['aws ec2 delete-security-group --group-id sg-2', 'aws ec2 delete-subnet --subnet-id subnet-2']);
    expect(found[0]?.reason.en).toContain('(mine)');
  });
});

describe('what is kept on purpose', () => {
  it('are the roles of the account that are there, each with a reason of its own', async () => {
    expect(await findKept(account.context, [])).toEqual([]);
    for (const name of ['AWSServiceRoleForECS', 'AWSServiceRoleForElasticLoadBalancing', 'ecsTaskExecutionRole']) account.roles.set(name, {});
    const lines = await findKept(account.context, []);
    expect(lines.map(({ kind, id, result }) => [kind, id, result])).toEqual([['role', 'AWSServiceRoleForECS', 'kept'], ['role', 'AWSServiceRoleForElasticLoadBalancing', 'kept'], ['role', 'ecsTaskExecutionRole', 'kept']]);
    expect(new Set(lines.map(({ reason }) => reason?.en)).size).toBe(3);
  });

  it.each([
    ['role', 'ecsTaskExecutionRole', 'still-there', 0],
    ['role', 'ecsTaskExecutionRole', 'gone', 1],
    ['role', 'other', 'still-there', 1],
    ['repository', 'ecsTaskExecutionRole', 'still-there', 1],
  ] as const)('told of %s %s as %s: %i', async (kind, id, result, count) => {
    account.roles.set('ecsTaskExecutionRole', {});
    expect(await findKept(account.context, [{ kind, id, result }])).toHaveLength(count);
  });

  it('is not told where nobody may look', async () => {
    account.aws.roles.find = () => Promise.reject(denied());
    expect(await findKept(account.context, [])).toEqual([]);
  });
});

describe('everything that is ours', () => {
  const find = async (isNamed?: Parameters<typeof findClaims>[1]) => await findClaims(account.context, isNamed);

  it('is nothing in an empty account', async () => expect(await find()).toEqual({ resources: [], unmarked: [], strays: [], nameless: [], unsearched: [] }));

  it('is what bears tags and labels, what the ledger knows, and the app', async () => {
    account.clusters.set('boyacky-cluster', {});
    tag(account, arnOf('ecs', 'cluster/boyacky-cluster'));
    account.roles.set('boyacky-task-role', ours);
    account.repositories.add('boyacky/web-app');
    tag(account, arnOf('sns', 'topic'));
    account.appRuns = true;
    account.images = [image('i', { labels, layers: ['l'] }), image('j', { layers: ['l'] })];
    await note(account, { kind: 'cluster', id: 'boyacky-cluster' }, { kind: 'repository', id: 'boyacky/web-app' });
    const { resources, unmarked, strays, nameless, unsearched } = await find();
    expect(words(resources)).toEqual(['cluster boyacky-cluster', 'role boyacky-task-role', 'local-app boyacky', 'local-image i']);
    expect(unmarked).toEqual([{ kind: 'repository', id: 'boyacky/web-app' }]);
    expect(words(strays)).toEqual([`topic ${arnOf('sns', 'topic')}`]);
    expect(nameless).toEqual(['j']);
    expect(unsearched).toEqual([]);
    // Named by the learner it goes, tags or none.
    const named = await find(({ kind, id }) => kind === 'repository' && id === 'boyacky/web-app');
    expect(words(named.resources)).toContain('repository boyacky/web-app');
    expect(named.unmarked).toEqual([]);
  });

  it.each([
    ['sandbox', false, true],
    ['aws', true, true],
    ['aws', false, false],
  ] as const)('on %s, our repository claimed %s: what was pushed to it is ours %s', async (kind, claimed, expected) => {
    if (claimed) tag(account, arnOf('ecr', 'repository/boyacky/web-app'));
    account.images = [image('i', { tags: [`${registry}/boyacky/web-app:1.0`] })];
    const context = { ...account.context, target: { ...account.context.target, kind } };
    expect(words((await findClaims(context)).resources).some((each) => each.startsWith('local-image'))).toBe(expected);
  });

  it('has the log groups that its tasks had made', async () => {
    tag(account, revision(1));
    account.revisions.set(revision(1), { status: 'ACTIVE', registeredAt: 1, logOptions: { 'awslogs-group': '/ecs/mine', 'awslogs-create-group': 'true' } });
    account.logGroups.set('/ecs/mine', 2);
    expect(words((await find()).resources)).toEqual(['task-definition boyacky-taskdef', 'log-group /ecs/mine']);
  });

  it('has a listener once, though the ledger and the tag know it by different names', async () => {
    tag(account, listenerArn);
    await note(account, { kind: 'listener', id: 'boyacky-alb:80' });
    account.balancer = true;
    account.listeners = [{ arn: listenerArn, port: 80, protocol: 'HTTP', targetGroupArns: [] }];
    expect(words((await find()).resources)).toEqual(['listener boyacky-alb:80']);
    account.listeners = [{ arn: listenerArn, port: 8080, protocol: 'HTTP', targetGroupArns: [] }];
    expect(words((await find()).resources)).toEqual([`listener ${listenerArn}`, 'listener boyacky-alb:80']);
    account.balancer = false;
    expect(words((await find()).resources)).toHaveLength(2);
    // Where that cannot be asked it is listed under both names.
    account.aws.loadBalancers.find = () => Promise.reject(denied());
    expect((await find(() => true)).resources).toHaveLength(2);
  });

  it('tells a stack once: on the ledger, or as a stray', async () => {
    account.stacks.set('s', { status: 'CREATE_COMPLETE', tags: {}, parts: [part('EC2::VPC', 'vpc-1'), part('EC2::Subnet', 'subnet-1')] });
    tag(account, arnOf('ec2', 'vpc/vpc-1'), { 'aws:cloudformation:stack-name': 's' });
    expect(words((await find()).strays)).toEqual(['stack s']);
    await note(account, { kind: 'stack', id: 's' });
    expect(await find()).toMatchObject({ unmarked: [{ kind: 'stack', id: 's' }], strays: [] });
    expect(await find(() => true)).toMatchObject({ resources: [{ kind: 'stack', id: 's' }], strays: [] });
  });

  it.each([
    ['roles', () => (account.aws.roles.withTags = () => Promise.reject(denied('iam:ListRoles'))), 'by-tag', 'role boyacky-lab:workshop=boyacky, boyacky-lab:owner=learner', 'iam:ListRoles'],
    ['tags', () => (account.aws.taggedResources.find = () => Promise.reject(denied('tag:GetResources'))), 'by-tag', 'boyacky-lab:workshop=boyacky, boyacky-lab:owner=learner', 'tag:GetResources'],
    ['the engine', () => (account.engine.status = () => Promise.reject(new EngineError('daemon-unreachable', 'the daemon has gone'))), 'by-label', 'boyacky-lab.workshop=boyacky', 'the daemon has gone'],
    ['log groups', () => (account.aws.taskDefinitions.list = () => Promise.reject(denied('ecs:ListTaskDefinitions'))), 'by-name', 'awslogs-create-group', 'ecs:ListTaskDefinitions'],
  ] as const)('goes on where nobody may look for %s, and says so', async (_, make, kind, id, why) => {
    account.roles.set('boyacky-task-role', ours);
    await note(account, { kind: 'local-app', id: 'boyacky' });
    tag(account, revision(1));
    make();
    const { resources, unsearched } = await find();
    expect(unsearched).toMatchObject([{ kind, id, reason: { en: expect.stringContaining(why) as string } }]);
    expect(words(resources)).toContain('local-app boyacky');
    expect(words(resources).includes('role boyacky-task-role')).toBe(!id.startsWith('role '));
  });

  it('says of what could not be looked at why, and throws what is a bug', async () => {
    await note(account, { kind: 'cluster', id: 'c' });
    account.aws.clusters.find = () => Promise.reject(denied('ecs:DescribeClusters'));
    expect((await find()).unmarked).toMatchObject([{ kind: 'cluster', id: 'c', unseen: { en: expect.stringContaining('ecs:DescribeClusters') as string } }]);
    account.aws.clusters.find = () => Promise.reject(bug);
    await expect(find()).rejects.toThrow(bug);
  });
});

describe('what bears a name of the workshop and is not of it', () => {
  const step = (...makes: { kind: 'cluster' | 'listener' | 'local-image'; id: string }[]) => ({ step: { makes } as unknown as Step });
  const cluster = step({ kind: 'cluster', id: 'boyacky-cluster' });

  it('stands, and is not claimed; it is told once', async () => {
    expect(await findNotOurs([cluster], account.context)).toEqual([]);
    account.clusters.set('boyacky-cluster', {});
    expect(words(await findNotOurs([cluster, cluster], account.context))).toEqual(['cluster boyacky-cluster']);
    tag(account, arnOf('ecs', 'cluster/boyacky-cluster'));
    expect(await findNotOurs([cluster], account.context)).toEqual([]);
  });

  it('is not told where nobody may look', async () => {
    account.aws.clusters.find = () => Promise.reject(denied());
    expect(await findNotOurs([cluster], account.context)).toEqual([]);
  });

  it('is no listener where one is claimed by another name', async () => {
    const one = { arn: listenerArn, port: 80, protocol: 'HTTP', targetGroupArns: [] };
    account.balancer = true;
    account.listeners = [one];
    const steps = [step({ kind: 'listener', id: 'boyacky-alb:80' })];
    tag(account, arnOf('ecs', 'cluster/boyacky-cluster'));
    expect(words(await findNotOurs(steps, account.context))).toEqual(['listener boyacky-alb:80']);
    tag(account, listenerArn);
    expect(await findNotOurs(steps, account.context)).toEqual([]);
  });

  it('is no image that is claimed by a tag', async () => {
    account.images = [image('sha256:1', { tags: ['x:1'], labels }), image('sha256:2', { tags: ['y:1'] })];
    const steps = [step({ kind: 'local-image', id: 'sha256:1' }, { kind: 'local-image', id: 'sha256:2' })];
    expect(words(await findNotOurs(steps, account.context))).toEqual(['local-image sha256:2']);
    const { inspectImage } = account.engine;
    account.engine.inspectImage = (id) => (id === 'x:1' ? Promise.reject(new EngineError('failed', 'no')) : inspectImage(id));
    expect(words(await findNotOurs(steps, account.context))).toEqual(['local-image sha256:1', 'local-image sha256:2']);
    account.engine.inspectImage = (id) => (id === 'x:1' ? Promise.resolve(undefined) : inspectImage(id));
    expect(await findNotOurs(steps, account.context)).toHaveLength(2);
  });
});

describe('what is perhaps yours', () => {
  const none = { resources: [], unmarked: [], strays: [], nameless: [], unsearched: [] };
  const find = async (exactToo = false, claims: object = {}, told: { kind: string; id: string }[] = []) => await findPerhapsYours(account.context, { ...none, ...claims }, told, { exactToo });

  it.each([
    ['stack', 'boyacky-stak', 'boyacky-stack', (id: string) => account.stacks.set(id, { status: '', tags: {}, parts: [] })],
    ['table', 'boyacki', 'boyacky', (id: string) => account.tables.set(id, 'ACTIVE')],
    ['repository', 'boyacky/webapp', 'boyacky/web-app', (id: string) => account.repositories.add(id)],
    ['cluster', 'boyacky-clustr', 'boyacky-cluster', (id: string) => account.clusters.set(id, {})],
    ['task-definition', 'boyacky-taskdeff', 'boyacky-taskdef', (id: string) => account.revisions.set(revision(1, id), { status: 'ACTIVE' })],
    ['target-group', 'ecs-boyack-boyacky-servic', 'ecs-boyack-boyacky-service', (id: string) => account.targetGroups.add(id)],
    ['log-group', '/ecs/boyacky-taskdf', '/ecs/boyacky-taskdef', (id: string) => account.logGroups.set(id, 1)],
    ['role', 'boyacky-task-rol', 'boyacky-task-role', (id: string) => account.roles.set(id, {})],
    ['role', 'ecsTaskExecutionRol', undefined, (id: string) => account.roles.set(id, {})],
  ] as const)('a %s called %s', async (kind, near, exact, make) => {
    make(near);
    const [told, ...more] = await find();
    expect(more).toEqual([]);
    expect(told).toMatchObject({ kind, id: near });
    for (const text of [told?.reason.ja, told?.reason.en]) expect(text).toMatch(new RegExp(`: aws .*${near}`));
    expect(await find(false, { resources: [{ kind, id: near }] })).toEqual([]);
    if (exact === undefined) return;
    make(exact);
    expect(words(await find())).toEqual([`${kind} ${near}`]);
    expect(words(await find(true)).sort()).toEqual([`${kind} ${exact}`, `${kind} ${near}`].sort());
  });

  it('never the role of the account itself, which others use', async () => {
    account.roles.set('ecsTaskExecutionRole', {});
    expect(await find(true)).toEqual([]);
  });

  it('services of our cluster and of those with a name near it', async () => {
    account.services.set('boyacky-cluster/boyacky-servce', 'ACTIVE');
    account.clusters.set('boyacky-cluster', {});
    expect(words(await find())).toEqual(['service boyacky-cluster/boyacky-servce']);
  });

  it('what plan or receipt tell of already is not told again', async () => {
    account.clusters.set('boyacky-clustr', {});
    for (const list of ['resources', 'unmarked', 'strays'] as const) expect(await find(false, { [list]: [{ kind: 'cluster', id: 'boyacky-clustr' }] })).toEqual([]);
    expect(await find(false, {}, [{ kind: 'cluster', id: 'boyacky-clustr' }])).toEqual([]);
    expect(await find(false, {}, [{ kind: 'role', id: 'boyacky-clustr' }, { kind: 'cluster', id: 'x' }])).toHaveLength(1);
  });

  it.each([
    ['table', () => account.tables.set('boyacky', 'ACTIVE')],
    ['load-balancer', () => (account.balancer = true)],
    ['log-group', () => account.logGroups.set('/ecs/boyacky-taskdef', 1)],
  ])('a %s of the stack is told with it while one is left', async (kind, make) => {
    make();
    expect((await find(true)).map((each) => each.kind)).toEqual([kind]);
    expect(await find(true, {}, [{ kind: 'stack', id: 'any' }])).toEqual([]);
    account.clusters.set('boyacky-cluster', {});
    expect(words(await find(true, {}, [{ kind: 'stack', id: 'any' }]))).toEqual(['cluster boyacky-cluster']);
  });

  it('images that are called like ours, and what a build has left', async () => {
    account.images = [image('sha256:1', { tags: ['boyaky/web-app:1', 'boyacky/web-app:2'] }), image('sha256:2'), image('sha256:3')];
    const found = await find(false, { nameless: ['sha256:2'] });
    expect(words(found)).toEqual(['local-image boyaky/web-app:1', 'local-image sha256:2']);
    expect(found.map(({ reason }) => reason.en.split(': ').at(-1))).toEqual(['docker image rm boyaky/web-app:1', 'docker image rm sha256:2']);
    expect(found.map(({ reason }) => reason.ja.split(': ').at(-1))).toEqual(['docker image rm boyaky/web-app:1', 'docker image rm sha256:2']);
    expect(found[0]?.reason.en).not.toContain('layers');
    expect(found[1]?.reason.en).toContain('layers');
    expect(words(await find(true))).toEqual(['local-image boyaky/web-app:1', 'local-image boyacky/web-app:2']);
    expect(words(await find(true, { resources: [{ kind: 'local-image', id: 'boyacky/web-app:2' }] }))).toEqual(['local-image boyaky/web-app:1']);
    account.engineAvailable = false;
    expect(await find()).toEqual([]);
  });

  it('what lies in the VPC of a stack of ours, but for what is told already', async () => {
    account.stacks.set('s', { status: '', tags: ours, parts: [part('EC2::VPC', 'vpc-1')] });
    account.subnets = [{ id: 'subnet-1', name: 'mine' }, { id: 'subnet-2', name: 'told' }];
    expect(await find(false, { resources: [{ kind: 'cluster', id: 's' }] })).toEqual([]);
    expect(words(await find(false, { resources: [{ kind: 'stack', id: 's' }] }, [{ kind: 'subnet', id: 'subnet-2' }]))).toEqual(['subnet subnet-1']);
  });

  it('services in a cluster of ours, however they are called', async () => {
    account.services.set('mine/payments', 'ACTIVE');
    account.services.set('mine/told', 'ACTIVE');
    account.services.set('theirs/payments', 'ACTIVE');
    expect(await find()).toEqual([]);
    const [told, ...more] = await find(false, { resources: [{ kind: 'cluster', id: 'mine' }, { kind: 'service', id: 'mine/told' }] });
    expect(more).toEqual([]);
    expect(told).toMatchObject({ kind: 'service', id: 'mine/payments' });
    for (const text of [told?.reason.ja, told?.reason.en]) expect(text).toMatch(/: aws ecs delete-service --cluster mine --service payments --force$/);
  });

  it('a service with a near name in a cluster of ours, once', async () => {
    account.clusters.set('boyacky-cluster', {});
    account.services.set('boyacky-cluster/boyacky-servce', 'ACTIVE');
    expect(words(await find(false, { resources: [{ kind: 'cluster', id: 'boyacky-cluster' }] }))).toEqual(['service boyacky-cluster/boyacky-servce']);
  });

  it('target groups that were in a VPC of ours, while they stand', async () => {
    account.stacks.set('s', { status: '', tags: ours, parts: [part('EC2::VPC', 'vpc-1'), part('ElasticLoadBalancingV2::TargetGroup', arnOf('elasticloadbalancing', 'targetgroup/of-stack/1'))] });
    account.stacks.set('t', { status: '', tags: ours, parts: [part('EC2::VPC', 'vpc-3', { status: 'DELETE_COMPLETE' })] });
    for (const [name, vpc] of [['by-hand', 'vpc-1'], ['of-stack', 'vpc-1'], ['elsewhere', 'vpc-2'], ['gone', 'vpc-3']] as const) {
      account.targetGroups.add(name);
      account.vpcOfGroup.set(name, vpc);
    }
    const groups = await findTargetGroups([{ kind: 'stack', id: 's' }, { kind: 'stack', id: 't' }, { kind: 'stack', id: 'not-there' }, { kind: 'cluster', id: 's' }], account.context);
    expect(groups).toEqual(['by-hand']);
    const listed = async () => await findPerhapsYours(account.context, none, [], { exactToo: true, groups });
    expect(await listed()).toMatchObject([{ kind: 'target-group', id: 'by-hand', reason: { ja: expect.stringContaining('--names by-hand'), en: expect.stringMatching(/: aws elbv2 delete-target-group .*--names by-hand/) } }]);
    account.targetGroups.delete('by-hand');
    expect(await listed()).toEqual([]);
  });

  it('goes on where nobody may look', async () => {
    account.aws.inventory.names = (kind) => (kind === 'cluster' ? Promise.resolve(['boyacky-clustr']) : Promise.reject(denied()));
    account.engine.listImages = () => Promise.reject(new EngineError('failed', 'no'));
    expect(words(await find(false, { resources: [{ kind: 'stack', id: 'not-there' }] }))).toEqual(['cluster boyacky-clustr']);
    account.aws.inventory.names = () => Promise.reject(bug);
    await expect(find()).rejects.toThrow(bug);
  });
});
