import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../harness.js';

const TableName = 'boyacky';
const limit = 409_600;
const frame = Buffer.byteLength('id') + Buffer.byteLength('a') + Buffer.byteLength('text');

let test: TestSandbox;
let client: DynamoDBClient;

beforeAll(async () => {
  test = await startTestSandbox({ services: ['dynamodb'] });
  client = new DynamoDBClient(test.clientConfig);
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['id', 'date', 'time'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
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
    }),
  );
  await waitUntilTableExists({ client, minDelay: 0.05, maxDelay: 0.1, maxWaitTime: 30 }, { TableName });
});
afterAll(async () => {
  client.destroy();
  await test.stop();
});

const put = (text: string) => client.send(new PutItemCommand({ TableName, Item: { id: { S: 'a' }, text: { S: text } } }));
const batch = (text: string) =>
  client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: { id: { S: 'a' }, text: { S: text } } } }] } }));
const update = (text: string) =>
  client.send(
    new UpdateItemCommand({
      TableName,
      Key: { id: { S: 'a' } },
      UpdateExpression: 'SET #text = :text',
      ExpressionAttributeNames: { '#text': 'text' },
      ExpressionAttributeValues: { ':text': { S: text } },
    }),
  );

/** A text of exactly so many UTF-8 bytes, of four-byte characters as far as they go. */
const emoji = (bytes: number) => '😪'.repeat(Math.floor(bytes / 4)) + 'x'.repeat(bytes % 4);

describe('the size of an item', () => {
  it.each([
    ['PutItem', put, 'Item size has exceeded the maximum allowed size'],
    ['BatchWriteItem', batch, 'Item size has exceeded the maximum allowed size'],
    ['UpdateItem', update, 'Item size to update has exceeded the maximum allowed size'],
  ])('is counted in UTF-8 by %s', async (_, write, message) => {
    await write(emoji(limit - frame));
    await expect(write(emoji(limit - frame + 1))).rejects.toMatchObject({ name: 'ValidationException', message });
  });

  it('is that of the whole item after an update', async () => {
    await put('あ'.repeat(100_000));
    const more = client.send(
      new UpdateItemCommand({
        TableName,
        Key: { id: { S: 'a' } },
        UpdateExpression: 'SET more = :more',
        ExpressionAttributeValues: { ':more': { S: 'あ'.repeat(40_000) } },
      }),
    );
    await expect(more).rejects.toThrow('Item size to update has exceeded the maximum allowed size');
  });
});

describe('items', () => {
  it('are listed by the index, newest first, and paged', async () => {
    for (const [id, time] of [['1', '10:00'], ['2', '12:00'], ['3', '11:00']] as const) {
      await client.send(new PutItemCommand({ TableName, Item: { id: { S: id }, date: { S: '2026-01-01' }, time: { S: time }, text: { S: '' } } }));
    }
    const query = { TableName, IndexName: 'view_index', KeyConditionExpression: '#d = :d', ExpressionAttributeNames: { '#d': 'date' }, ExpressionAttributeValues: { ':d': { S: '2026-01-01' } }, ScanIndexForward: false, Limit: 2 };
    const first = await client.send(new QueryCommand(query));
    expect(first.Items?.map(({ id }) => id?.S)).toEqual(['2', '3']);
    const second = await client.send(new QueryCommand({ ...query, ExclusiveStartKey: first.LastEvaluatedKey }));
    expect(second.Items?.map(({ id }) => id?.S)).toEqual(['1']);
  });

  it('are shown when their condition refuses a write, if asked for', async () => {
    const write = client.send(
      new PutItemCommand({
        TableName,
        Item: { id: { S: '1' } },
        ConditionExpression: 'attribute_not_exists(id)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    await expect(write).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item: { id: { S: '1' }, time: { S: '10:00' } } });
  });

  it('are written through the ARN of their table', async () => {
    const arn = `arn:aws:dynamodb:ap-northeast-1:123456789012:table/${TableName}`;
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [arn]: [{ DeleteRequest: { Key: { id: { S: '1' } } } }] } }));
    expect(UnprocessedItems).toEqual({});
    const { Items } = await client.send(new ScanCommand({ TableName: arn }));
    expect(Items?.map(({ id }) => id?.S).sort()).toEqual(['2', '3', 'a']);
  });

  it('answer requests that are not JSON with a SerializationException', async () => {
    const service = await import('../../../src/sandbox/dynamodb/service.js');
    const dynamodb = service.createDynamodbService(test.sandbox.context);
    const request = { operation: 'ListTables', headers: {}, body: Buffer.from('[1'), context: { requestId: 'r', principal: test.sandbox.owner.principal } };
    await expect(dynamodb.handleRaw(request)).rejects.toMatchObject({ code: 'SerializationException', status: 400 });
  });
});
