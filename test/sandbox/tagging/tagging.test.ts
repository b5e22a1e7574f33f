import {
  GetTagKeysCommand,
  GetTagValuesCommand,
  GetResourcesCommand,
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
  TagResourcesCommand,
  type GetResourcesCommandInput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaggedResource } from '../../../src/sandbox/service.js';
import { startTestSandbox, type TestSandbox } from '../harness.js';

const ours = { 'boyacky-lab:workshop': 'boyacky', 'boyacky-lab:owner': 'me' };
const cluster = 'arn:aws:ecs:ap-northeast-1:123456789012:cluster/boyacky-cluster';
const service = 'arn:aws:ecs:ap-northeast-1:123456789012:service/boyacky-cluster/boyacky-service';
const vpc = 'arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-0123456789abcdef0';
const group = 'arn:aws:logs:ap-northeast-1:123456789012:log-group:/ecs/boyacky';
const resources: readonly TaggedResource[] = [
  { arn: vpc, tags: { ...ours, Name: 'boyacky' } },
  { arn: service, tags: { ...ours, 'boyacky-lab:owner': 'you' } },
  { arn: cluster, tags: ours },
  { arn: group, tags: { Name: 'logs' } },
];

let test: TestSandbox;
let tagging: ResourceGroupsTaggingAPIClient;

beforeAll(async () => {
  test = await startTestSandbox({
    services: ['tagging'],
    factories: { ecs: async () => ({ name: 'ecs', operations: {}, taggedResources: () => resources }) },
  });
  tagging = new ResourceGroupsTaggingAPIClient(test.clientConfig);
});
afterAll(async () => {
  tagging.destroy();
  await test.stop();
});

const find = async (input: GetResourcesCommandInput) =>
  (await tagging.send(new GetResourcesCommand(input))).ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN);

describe('tagged resources', () => {
  it('are found by tags and by type', async () => {
    expect(await find({})).toEqual([vpc, cluster, service, group]);
    expect(await find({ TagFilters: [{ Key: 'boyacky-lab:workshop' }] })).toEqual([vpc, cluster, service]);
    expect(await find({ TagFilters: [{ Key: 'boyacky-lab:workshop' }, { Key: 'boyacky-lab:owner', Values: ['you', 'them'] }] })).toEqual([service]);
    expect(await find({ ResourceTypeFilters: ['ecs'] })).toEqual([cluster, service]);
    expect(await find({ ResourceTypeFilters: ['ecs:cluster', 'logs:log-group'] })).toEqual([cluster, group]);
    expect(await find({ ResourceARNList: [group] })).toEqual([group]);
  });

  it('come by page', async () => {
    const found: (string | undefined)[] = [];
    for await (const page of paginateGetResources({ client: tagging }, { ResourcesPerPage: 3 })) {
      found.push(...(page.ResourceTagMappingList ?? []).map(({ ResourceARN }) => ResourceARN));
    }
    expect(found).toEqual([vpc, cluster, service, group]);
    await expect(find({ PaginationToken: 'nonsense' })).rejects.toMatchObject({ name: 'PaginationTokenExpiredException' });
  });

  it('have keys and values', async () => {
    expect((await tagging.send(new GetTagKeysCommand({}))).TagKeys).toEqual(['Name', 'boyacky-lab:owner', 'boyacky-lab:workshop']);
    expect((await tagging.send(new GetTagValuesCommand({ Key: 'boyacky-lab:owner' }))).TagValues).toEqual(['me', 'you']);
  });

  it('are tagged through their own services only', async () => {
    await expect(tagging.send(new TagResourcesCommand({ ResourceARNList: [vpc], Tags: { a: '1' } }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 501 },
    });
  });
});
