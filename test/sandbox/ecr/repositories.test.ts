import {
  CreateRepositoryCommand,
  DeleteLifecyclePolicyCommand,
  DeleteRepositoryCommand,
  DeleteRepositoryPolicyCommand,
  DescribeRepositoriesCommand,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
  paginateDescribeRepositories,
  PutImageScanningConfigurationCommand,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-ecr';
import type { CreateRepositoryCommandInput } from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EcrWorld } from './ecr-world.js';
import { startEcrWorld } from './ecr-world.js';

let world: EcrWorld;
beforeEach(async () => {
  world = await startEcrWorld();
});
afterEach(() => world.stop());

const repositoryName = 'boyacky/web-app';
const arn = `arn:aws:ecr:ap-northeast-1:123456789012:repository/${repositoryName}`;
const create = (input: Partial<CreateRepositoryCommandInput> = {}) => world.ecr.send(new CreateRepositoryCommand({ repositoryName, ...input }));
const absent = { name: 'RepositoryNotFoundException', message: `The repository with name '${repositoryName}' does not exist in the registry with id '123456789012'` };

test('a repository is made with what was asked and the defaults for the rest', async () => {
  const { repository } = await create({ imageTagMutability: 'IMMUTABLE', imageScanningConfiguration: { scanOnPush: true } });
  expect(repository).toEqual({
    repositoryArn: arn,
    registryId: '123456789012',
    repositoryName,
    repositoryUri: `${world.host}/${repositoryName}`,
    createdAt: new Date(Math.floor(world.clock.now())),
    imageTagMutability: 'IMMUTABLE',
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: { encryptionType: 'AES256' },
  });
  const described = await world.ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }));
  expect(described.repositories).toEqual([repository]);
  expect((await world.ecr.send(new PutImageScanningConfigurationCommand({ repositoryName, imageScanningConfiguration: {} }))).imageScanningConfiguration).toEqual({ scanOnPush: false });
});

test('a name is taken once', async () => {
  await create();
  await expect(create()).rejects.toMatchObject({
    name: 'RepositoryAlreadyExistsException',
    message: `The repository with name '${repositoryName}' already exists in the registry with id '123456789012'`,
  });
});

test.each<[string, Partial<CreateRepositoryCommandInput>, RegExp]>([
  ['upper case', { repositoryName: 'Bad_Name!' }, /^Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '\[a-z0-9\]/],
  ['one letter', { repositoryName: 'a' }, /'repositoryName'.*between 2 and 256/],
  ['a mutability of its own', { imageTagMutability: 'SOMETIMES' as 'MUTABLE' }, /'imageTagMutability'/],
  ['exclusions without a rule', { imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'a' }] }, /ExclusionFilters'.*must not be given with MUTABLE/],
  ['a rule without exclusions', { imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' }, /ExclusionFilters'.*must not be empty/],
  ['too many wildcards', { imageTagMutability: 'MUTABLE_WITH_EXCLUSION', imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: '*a*b*' }] }, /'filter'/],
  ['encryption of its own', { encryptionConfiguration: { encryptionType: 'ROT13' as 'KMS' } }, /'encryptionType'/],
])('refused by name: %s', async (_, input, message) => {
  await expect(create(input)).rejects.toMatchObject({ name: 'InvalidParameterException', message: expect.stringMatching(message) });
  expect((await world.ecr.send(new DescribeRepositoriesCommand({}))).repositories).toEqual([]);
});

test('what is not there is said in the words of ECR', async () => {
  await expect(world.ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))).rejects.toMatchObject(absent);
  await expect(world.ecr.send(new DeleteRepositoryCommand({ repositoryName }))).rejects.toMatchObject(absent);
  await create();
  await expect(world.ecr.send(new DeleteRepositoryCommand({ repositoryName, registryId: '999999999999' }))).rejects.toMatchObject({
    message: `The repository with name '${repositoryName}' does not exist in the registry with id '999999999999'`,
  });
});

test('many repositories are read in pages', async () => {
  const names = Array.from({ length: 7 }, (_, n) => `repository-${n}`);
  for (const name of names) await create({ repositoryName: name });
  const pages: string[][] = [];
  for await (const { repositories } of paginateDescribeRepositories({ client: world.ecr, pageSize: 3 }, {})) {
    pages.push((repositories ?? []).map((repository) => repository.repositoryName ?? ''));
  }
  expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
  expect(pages.flat().sort()).toEqual(names);
  for (const nextToken of ['nonsense', 'bnVsbA', 'e30']) {
    await expect(world.ecr.send(new DescribeRepositoriesCommand({ nextToken }))).rejects.toMatchObject({ name: 'InvalidParameterException' });
  }
});

test('a repository with images is deleted only by force', async () => {
  await create();
  await world.pushImage(repositoryName, '1.0', 'one');
  await expect(world.ecr.send(new DeleteRepositoryCommand({ repositoryName }))).rejects.toMatchObject({
    name: 'RepositoryNotEmptyException',
    message: `The repository with name '${repositoryName}' in registry with id '123456789012' cannot be deleted because it still contains images`,
  });
  expect((await world.ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true }))).repository?.repositoryName).toBe(repositoryName);
  await expect(world.ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))).rejects.toMatchObject(absent);
  await create();
  expect((await world.http('GET', `/v2/${repositoryName}/manifests/1.0`)).error?.code).toBe('MANIFEST_UNKNOWN');
});

describe('tags', () => {
  test('are listed, changed and told to the tagging service', async () => {
    await create({ tags: [{ Key: 'boyacky-lab:owner', Value: 'ann' }] });
    await world.ecr.send(new TagResourceCommand({ resourceArn: arn, tags: [{ Key: 'a', Value: '1' }, { Key: '__proto__', Value: '2' }] }));
    await world.ecr.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ['a'] }));
    const { tags } = await world.ecr.send(new ListTagsForResourceCommand({ resourceArn: arn }));
    expect(tags).toEqual([{ Key: 'boyacky-lab:owner', Value: 'ann' }, { Key: '__proto__', Value: '2' }]);
    expect((await world.sandbox.context.taggedResources()).map((resource) => [resource.arn, resource.tags['boyacky-lab:owner']])).toEqual([[arn, 'ann']]);
  });

  test('are refused when they are reserved, doubled or too many', async () => {
    const with1 = (tags: { Key: string; Value: string }[]) => create({ tags });
    await expect(with1([{ Key: 'aws:x', Value: '' }])).rejects.toMatchObject({ name: 'InvalidTagParameterException' });
    await expect(with1([{ Key: 'x', Value: '' }, { Key: 'x', Value: '' }])).rejects.toMatchObject({ name: 'InvalidTagParameterException' });
    await expect(with1(Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })))).rejects.toMatchObject({ name: 'TooManyTagsException' });
    await expect(world.ecr.send(new ListTagsForResourceCommand({ resourceArn: 'arn:aws:s3:::bucket' }))).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

test('policies are stored, and missed in the words of ECR', async () => {
  await create();
  const where = `for the repository with name '${repositoryName}' in the registry with id '123456789012'`;
  const noLifecycle = { name: 'LifecyclePolicyNotFoundException', message: `Lifecycle policy does not exist ${where}` };
  const noPolicy = { name: 'RepositoryPolicyNotFoundException', message: `Repository policy does not exist ${where}` };
  await expect(world.ecr.send(new GetLifecyclePolicyCommand({ repositoryName }))).rejects.toMatchObject(noLifecycle);
  await expect(world.ecr.send(new GetRepositoryPolicyCommand({ repositoryName }))).rejects.toMatchObject(noPolicy);

  await expect(world.ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText: 'no' }))).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await world.ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText: '{"rules":[]}' }));
  await world.ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText: '{"Statement":[]}' }));
  expect((await world.ecr.send(new GetLifecyclePolicyCommand({ repositoryName }))).lifecyclePolicyText).toBe('{"rules":[]}');
  expect((await world.ecr.send(new GetRepositoryPolicyCommand({ repositoryName }))).policyText).toBe('{"Statement":[]}');

  await world.ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName }));
  await world.ecr.send(new DeleteRepositoryPolicyCommand({ repositoryName }));
  await expect(world.ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName }))).rejects.toMatchObject(noLifecycle);
  await expect(world.ecr.send(new DeleteRepositoryPolicyCommand({ repositoryName }))).rejects.toMatchObject(noPolicy);
});

test('a token is another each time, opens the registry for 12 hours, and is not kept', async () => {
  const [one, two] = await Promise.all([world.ecr.send(new GetAuthorizationTokenCommand({})), world.ecr.send(new GetAuthorizationTokenCommand({}))]);
  const data = one.authorizationData?.[0];
  const token = data?.authorizationToken ?? '';
  expect(two.authorizationData?.[0]?.authorizationToken).not.toBe(token);
  expect(data?.proxyEndpoint).toBe(`http://${world.host}`);
  expect(data?.expiresAt?.getTime()).toBe(world.clock.now() + 12 * 3_600_000);
  expect(Buffer.from(token, 'base64').toString()).toMatch(/^AWS:.{100,}$/);
  expect((await world.http('GET', '/v2/', { authorization: `Basic ${token}` })).status).toBe(200);
  const kept = world.sandbox.context.store.collection('ecr.tokens');
  expect(JSON.stringify([kept.keys(), kept.values()])).not.toContain(Buffer.from(token, 'base64').toString().slice(4));
});

test('what is not served says so', async () => {
  await expect(world.ecr.send(new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: 'sha256:0' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
});
