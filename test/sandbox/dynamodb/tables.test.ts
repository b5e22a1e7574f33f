import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeLimitsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  ScanCommand,
  TagResourceCommand,
  TransactWriteItemsCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../harness.js';

const boyacky: CreateTableCommandInput = {
  TableName: 'boyacky',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'date', AttributeType: 'S' },
    { AttributeName: 'time', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'view_index',
      KeySchema: [
        { AttributeName: 'date', KeyType: 'HASH' },
        { AttributeName: 'time', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  Tags: [{ Key: 'boyacky-lab:workshop', Value: 'boyacky' }],
};
const arn = 'arn:aws:dynamodb:ap-northeast-1:123456789012:table/boyacky';
const soon = { minDelay: 0.05, maxDelay: 0.1, maxWaitTime: 30 };

let test: TestSandbox;
let client: DynamoDBClient;
const stateDir = mkdtempSync(join(tmpdir(), 'boyacky-dynamodb-'));

async function start() {
  test = await startTestSandbox({ services: ['dynamodb'], stateDir });
  client = new DynamoDBClient(test.clientConfig);
}

beforeAll(start);
afterAll(async () => {
  client.destroy();
  await test.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: Error & { $metadata?: { httpStatusCode?: number } }) => ({ name: error.name, message: error.message, status: error.$metadata?.httpStatusCode }),
  );

describe('tables', () => {
  it('are made with the ARNs of this account, on demand, and become ACTIVE', async () => {
    const { TableDescription: made } = await client.send(new CreateTableCommand(boyacky));
    expect(made).toMatchObject({ TableArn: arn, TableStatus: 'CREATING', DeletionProtectionEnabled: false });
    expect(made?.GlobalSecondaryIndexes?.[0]?.IndexArn).toBe(`${arn}/index/view_index`);
    await waitUntilTableExists({ client, ...soon }, { TableName: 'boyacky' });
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: arn }));
    expect(table).toMatchObject({ TableStatus: 'ACTIVE', BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } });
    expect(table?.CreationDateTime).toBeInstanceOf(Date);
  });

  it('are refused in the words of AWS', async () => {
    expect(await failure(client.send(new CreateTableCommand(boyacky)))).toEqual({
      name: 'ResourceInUseException',
      message: 'Table already exists: boyacky',
      status: 400,
    });
    expect(await failure(client.send(new DescribeTableCommand({ TableName: 'nothing' })))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: nothing not found',
    });
    expect(await failure(client.send(new ScanCommand({ TableName: 'nothing' })))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    });
    expect(
      await failure(
        client.send(
          new CreateTableCommand({ ...boyacky, TableName: 'streaming', StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }),
        ),
      ),
    ).toMatchObject({ name: 'ValidationException', message: expect.stringContaining('StreamSpecification') as string });
    expect(await client.send(new ListTablesCommand({}))).toMatchObject({ TableNames: ['boyacky'] });
  });

  it('answer 501 by name for what the sandbox does not do', async () => {
    const refused = await failure(client.send(new TransactWriteItemsCommand({ TransactItems: [{ Delete: { TableName: 'boyacky', Key: { id: { S: 'a' } } } }] })));
    expect(refused).toMatchObject({ status: 501, message: 'The sandbox does not implement dynamodb:TransactWriteItems.' });
  });

  it('bear tags', async () => {
    await client.send(new TagResourceCommand({ ResourceArn: arn, Tags: [{ Key: 'boyacky-lab:owner', Value: 'me' }] }));
    expect((await client.send(new ListTagsOfResourceCommand({ ResourceArn: arn }))).Tags).toEqual([
      { Key: 'boyacky-lab:workshop', Value: 'boyacky' },
      { Key: 'boyacky-lab:owner', Value: 'me' },
    ]);
    expect(await test.sandbox.context.taggedResources()).toEqual([{ arn, tags: { 'boyacky-lab:workshop': 'boyacky', 'boyacky-lab:owner': 'me' } }]);
    await client.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: ['boyacky-lab:owner'] }));
    expect((await client.send(new ListTagsOfResourceCommand({ ResourceArn: arn }))).Tags).toHaveLength(1);
  });

  it('have time to live, backups and limits', async () => {
    const specification = { Enabled: true, AttributeName: 'ttl' };
    await client.send(new UpdateTimeToLiveCommand({ TableName: 'boyacky', TimeToLiveSpecification: specification }));
    expect((await client.send(new DescribeTimeToLiveCommand({ TableName: 'boyacky' }))).TimeToLiveDescription).toEqual({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'ttl',
    });
    expect(await failure(client.send(new UpdateTimeToLiveCommand({ TableName: 'boyacky', TimeToLiveSpecification: specification })))).toMatchObject({
      message: 'TimeToLive is already enabled',
    });
    await client.send(
      new UpdateContinuousBackupsCommand({ TableName: 'boyacky', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }),
    );
    const { ContinuousBackupsDescription: backups } = await client.send(new DescribeContinuousBackupsCommand({ TableName: 'boyacky' }));
    expect(backups?.PointInTimeRecoveryDescription).toMatchObject({ PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 });
    expect(backups?.PointInTimeRecoveryDescription?.EarliestRestorableDateTime).toBeInstanceOf(Date);
    expect(await failure(client.send(new DescribeContinuousBackupsCommand({ TableName: 'nothing' })))).toMatchObject({
      name: 'TableNotFoundException',
      message: 'Table not found: nothing',
    });
    expect(await client.send(new DescribeLimitsCommand({}))).toMatchObject({ TableMaxReadCapacityUnits: 40_000 });
  });

  it('and their items outlive a restart of the sandbox', async () => {
    await client.send(new PutItemCommand({ TableName: 'boyacky', Item: { id: { S: '一' }, text: { S: '眠い😪' } } }));
    client.destroy();
    await test.stop();
    await start();
    expect((await client.send(new GetItemCommand({ TableName: 'boyacky', Key: { id: { S: '一' } } }))).Item).toEqual({
      id: { S: '一' },
      text: { S: '眠い😪' },
    });
    expect((await client.send(new ListTagsOfResourceCommand({ ResourceArn: arn }))).Tags).toHaveLength(1);
  });

  it('become ACTIVE after the sandbox was stopped while one was being made', async () => {
    await client.send(new CreateTableCommand({ ...boyacky, TableName: 'cut-short' }));
    client.destroy();
    await test.stop();
    await start();
    expect((await client.send(new DescribeTableCommand({ TableName: 'cut-short' }))).Table).toMatchObject({
      TableStatus: 'ACTIVE',
      GlobalSecondaryIndexes: [{ IndexStatus: 'ACTIVE' }],
    });
  });

  it('are gone, items and index too, after the sandbox was stopped while one was being deleted', async () => {
    const TableName = 'cut-short';
    await client.send(new PutItemCommand({ TableName, Item: { id: { S: 'a' }, date: { S: 'd' }, time: { S: 't' } } }));
    await client.send(new DeleteTableCommand({ TableName }));
    client.destroy();
    await test.stop();
    await start();
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['boyacky']);
    await client.send(new CreateTableCommand({ ...boyacky, TableName }));
    await waitUntilTableExists({ client, ...soon }, { TableName });
    expect((await client.send(new ScanCommand({ TableName, IndexName: 'view_index' }))).Count).toBe(0);
  });

  it('can be described and deleted by other services in process', async () => {
    const { call } = test.sandbox.context;
    const described = await call<object, { Table: { CreationDateTime: Date } }>('dynamodb', 'DescribeTable', { TableName: 'cut-short' });
    expect(described.Table.CreationDateTime).toBeInstanceOf(Date);
    await call('dynamodb', 'DeleteTable', { TableName: 'cut-short' });
    await waitUntilTableNotExists({ client, ...soon }, { TableName: 'cut-short' });
  });

  it('are protected against deletion, or gone with their items', async () => {
    const protect = (DeletionProtectionEnabled: boolean) => client.send(new UpdateTableCommand({ TableName: 'boyacky', DeletionProtectionEnabled }));
    expect((await protect(true)).TableDescription).toMatchObject({ DeletionProtectionEnabled: true });
    expect(await failure(client.send(new DeleteTableCommand({ TableName: 'boyacky' })))).toMatchObject({
      message: 'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    });
    await protect(false);
    expect((await client.send(new DeleteTableCommand({ TableName: 'boyacky' }))).TableDescription).toMatchObject({ TableStatus: 'DELETING' });
    await waitUntilTableNotExists({ client, ...soon }, { TableName: 'boyacky' });
    await client.send(new CreateTableCommand(boyacky));
    await waitUntilTableExists({ client, ...soon }, { TableName: 'boyacky' });
    expect((await client.send(new ScanCommand({ TableName: 'boyacky' }))).Count).toBe(0);
    expect((await client.send(new ScanCommand({ TableName: 'boyacky', IndexName: 'view_index' }))).Count).toBe(0);
  });
});
