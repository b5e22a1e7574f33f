import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  ListTagsLogGroupCommand,
  paginateDescribeLogGroups,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type FilterLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../harness.js';

const logGroupName = '/ecs/boyacky-taskdef';
const logStreamName = 'ecs/boyacky-web-app/0123456789abcdef';
const arn = `arn:aws:logs:ap-northeast-1:123456789012:log-group:${logGroupName}`;
const day = 86_400_000;

const stateDir = mkdtempSync(join(tmpdir(), 'boyacky-logs-'));
let test: TestSandbox;
let logs: CloudWatchLogsClient;

async function start() {
  test = await startTestSandbox({ services: ['logs'], stateDir });
  logs = new CloudWatchLogsClient(test.clientConfig);
}

beforeAll(start);
afterAll(async () => {
  logs.destroy();
  await test.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

const put = (events: readonly (readonly [ago: number, message: string])[], stream = logStreamName) =>
  logs.send(
    new PutLogEventsCommand({ logGroupName, logStreamName: stream, logEvents: events.map(([ago, message]) => ({ timestamp: Date.now() - ago, message })) }),
  );
const get = (more: object = {}) => logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, ...more }));
const filter = async (more: Partial<FilterLogEventsCommandInput> = {}) =>
  (await logs.send(new FilterLogEventsCommand({ logGroupName, ...more }))).events?.map(({ message }) => message);
const texts = (events: readonly { message?: string | undefined }[] = []) => events.map(({ message }) => message);

describe('log groups', () => {
  it('are made with tags, described by page, and refused twice', async () => {
    await expect(logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
    await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { 'boyacky-lab:owner': 'me' } }));
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/other' }));
    await expect(logs.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
    });
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/ecs/' }));
    expect(logGroups).toMatchObject([{ logGroupName, arn: `${arn}:*`, logGroupArn: arn, logGroupClass: 'STANDARD', storedBytes: 0 }]);
    const names: (string | undefined)[] = [];
    for await (const page of paginateDescribeLogGroups({ client: logs, pageSize: 1 }, {})) names.push(...(page.logGroups ?? []).map((group) => group.logGroupName));
    expect(names).toEqual([logGroupName, '/other']);
    await logs.send(new DeleteLogGroupCommand({ logGroupName: '/other' }));
  });

  it('bear tags and a retention', async () => {
    await logs.send(new TagResourceCommand({ resourceArn: arn, tags: { a: '1' } }));
    await logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ['boyacky-lab:owner'] }));
    expect((await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags).toEqual({ a: '1' });
    expect((await logs.send(new ListTagsLogGroupCommand({ logGroupName }))).tags).toEqual({ a: '1' });
    expect(await test.sandbox.context.taggedResources()).toEqual([{ arn, tags: { a: '1' } }]);
    await expect(logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 2 }))).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 7 }));
    expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups?.[0]?.retentionInDays).toBe(7);
    await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
    expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups?.[0]?.retentionInDays).toBeUndefined();
  });
});

describe('events', () => {
  it('are put into a stream and read to and fro by tokens', async () => {
    await expect(put([[0, 'lost']])).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: 'The specified log stream does not exist.' });
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    await put([[5000, 'one'], [4000, 'two'], [3000, 'three'], [3000, 'four'], [1000, 'five']]);

    const newest = await get({ limit: 2 });
    expect(texts(newest.events)).toEqual(['four', 'five']);
    const older = await get({ limit: 2, nextToken: newest.nextBackwardToken });
    expect(texts(older.events)).toEqual(['two', 'three']);
    const oldest = await get({ limit: 2, nextToken: older.nextBackwardToken });
    expect(texts(oldest.events)).toEqual(['one']);
    expect((await get({ limit: 2, nextToken: oldest.nextBackwardToken })).nextBackwardToken).toBe(oldest.nextBackwardToken);

    const head = await get({ limit: 3, startFromHead: true });
    expect(texts(head.events)).toEqual(['one', 'two', 'three']);
    const rest = await get({ limit: 3, nextToken: head.nextForwardToken });
    expect(texts(rest.events)).toEqual(['four', 'five']);
    const end = await get({ nextToken: rest.nextForwardToken });
    expect([texts(end.events), end.nextForwardToken]).toEqual([[], rest.nextForwardToken]);
    await put([[0, 'six']]);
    expect(texts((await get({ nextToken: end.nextForwardToken })).events)).toEqual(['six']);
  });

  it('show in the description of their stream', async () => {
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'quiet' }));
    const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true }));
    expect(logStreams.map((stream) => stream.logStreamName)).toContain('quiet');
    const stream = logStreams.find((each) => each.logStreamName === logStreamName);
    expect(stream?.arn).toBe(`${arn}:log-stream:${logStreamName}`);
    expect((stream?.lastEventTimestamp ?? 0) - (stream?.firstEventTimestamp ?? 0)).toBeGreaterThanOrEqual(5000);
  });

  it('are refused out of order, and left out when too old or of the future', async () => {
    await expect(put([[0, 'b'], [1000, 'a']])).rejects.toThrow('Log events in a single PutLogEvents request must be in chronological order.');
    expect((await put([[15 * day, 'old']])).rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
    expect((await put([[-3 * 3_600_000, 'future']])).rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 0 });
    expect(await filter({ filterPattern: '?old ?future' })).toEqual([]);
  });

  it('are filtered by words over all streams', async () => {
    await put([[500, 'GET / 200'], [400, 'GET /favicon 404'], [300, 'POST / 200 "quoted text" here']], 'quiet');
    expect(await filter({ filterPattern: 'GET 200' })).toEqual(['GET / 200']);
    expect(await filter({ filterPattern: 'GET -404' })).toEqual(['GET / 200']);
    expect(await filter({ filterPattern: '?favicon ?POST' })).toEqual(['GET /favicon 404', 'POST / 200 "quoted text" here']);
    expect(await filter({ filterPattern: '"200 \\"quoted"' })).toEqual(['POST / 200 "quoted text" here']);
    expect(await filter({ logStreamNamePrefix: 'ecs/' })).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
    const paged = await logs.send(new FilterLogEventsCommand({ logGroupName, limit: 5 }));
    const next = await logs.send(new FilterLogEventsCommand({ logGroupName, nextToken: paged.nextToken }));
    expect([...(paged.events ?? []), ...(next.events ?? [])]).toHaveLength(9);
    await expect(filter({ filterPattern: '{ $.status = 500 }' })).rejects.toThrow('The sandbox does not support JSON filter patterns');
  });

  it('outlive a restart, even one that tore the last line', async () => {
    logs.destroy();
    await test.stop();
    for (const file of readdirSync(join(stateDir, 'logs'))) appendFileSync(join(stateDir, 'logs', file), '[99,1,');
    await start();
    await put([[0, 'seven']]);
    expect(texts((await get({ startFromHead: true })).events)).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven']);
  });

  it('are bounded to the newest of a stream', async () => {
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'busy' }));
    for (let batch = 0; batch < 14; batch++) await put(Array.from({ length: 1000 }, (_, index) => [10_000 - batch, `${batch}-${index}`] as const), 'busy');
    const all = await logs.send(new FilterLogEventsCommand({ logGroupName, logStreamNames: ['busy'] }));
    expect(all.events).toHaveLength(10_000);
    expect(all.events?.at(-1)?.message).toBe('13-999');
  });

  it('end with their retention', async () => {
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'aged' }));
    const aged = { logStreamNames: ['aged'] };
    await put([[2 * day, 'yesterday but one'], [2 * day - 1, 'a moment later']], 'aged');
    await put([[0, 'now']], 'aged');
    await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
    expect(await filter(aged)).toEqual(['now']);
    expect((await put([[2 * day, 'too late']], 'aged')).rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
    await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
    expect(await filter(aged)).toEqual(['yesterday but one', 'a moment later', 'now']);
  });

  it('go with their stream and group', async () => {
    await logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: 'busy' }));
    await logs.send(new DeleteLogGroupCommand({ logGroupName }));
    expect(readdirSync(join(stateDir, 'logs'))).toEqual([]);
  });
});
