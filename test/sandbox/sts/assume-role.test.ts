import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { AttachRolePolicyCommand, CreateRoleCommand, DeleteRoleCommand, DeleteRolePolicyCommand, DetachRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient, type AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../harness.js';

const account = '123456789012';
const tableArn = `arn:aws:dynamodb:ap-northeast-1:${account}:table/boyacky`;
const trust = (Principal: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] });
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

let test: TestSandbox;
let iam: IAMClient;
let sts: STSClient;
let owner: DynamoDBClient;

beforeAll(async () => {
  test = await startTestSandbox({ services: ['iam', 'sts', 'dynamodb'] });
  iam = new IAMClient(test.clientConfig);
  sts = new STSClient(test.clientConfig);
  owner = new DynamoDBClient(test.clientConfig);
  await owner.send(
    new CreateTableCommand({
      TableName: 'boyacky',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['id', 'date'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [{ IndexName: 'view_index', KeySchema: [{ AttributeName: 'date', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } }],
    }),
  );
  await waitUntilTableExists({ client: owner, minDelay: 0.05, maxDelay: 0.1, maxWaitTime: 30 }, { TableName: 'boyacky' });
  await iam.send(new CreateRoleCommand({ RoleName: 'reader', AssumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${account}:root` }) }));
  await iam.send(new CreateRoleCommand({ RoleName: 'tasks', AssumeRolePolicyDocument: trust({ Service: 'ecs-tasks.amazonaws.com' }) }));
});
afterAll(async () => {
  for (const client of [iam, sts, owner]) client.destroy();
  await test.stop();
});

const assume = (role: string, DurationSeconds?: number, client = sts) =>
  client.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: 'session', DurationSeconds }));
const as = ({ Credentials: keys }: AssumeRoleCommandOutput) => ({
  ...test.clientConfig,
  credentials: { accessKeyId: keys?.AccessKeyId ?? '', secretAccessKey: keys?.SecretAccessKey ?? '', sessionToken: keys?.SessionToken },
});

describe('the caller', () => {
  it('is the owner, or the session of a role, who needs no leave to ask', async () => {
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: account, Arn: `arn:aws:iam::${account}:user/learner` });
    const assumed = await assume('reader');
    const session = new STSClient(as(assumed));
    expect(await session.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: `arn:aws:sts::${account}:assumed-role/reader/session`,
      UserId: assumed.AssumedRoleUser?.AssumedRoleId,
    });
    session.destroy();
  });

  it('may take on a role only where its trust policy says so', async () => {
    const refused = { Code: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
    for (const role of ['tasks', 'nobody']) {
      await expect(assume(role)).rejects.toMatchObject({
        ...refused,
        message: `User: arn:aws:iam::${account}:user/learner is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${account}:role/${role}`,
      });
    }
    await expect(assume('reader', 7200)).rejects.toThrow('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    const chained = new STSClient(as(await assume('reader')));
    await expect(assume('reader', undefined, chained)).rejects.toMatchObject(refused);
    chained.destroy();
  });

  it('is ecs-tasks.amazonaws.com when the sandbox itself asks', async () => {
    const ask = (role: string) => test.sandbox.context.call('sts', 'AssumeRole', { RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: 'task' });
    await expect(ask('tasks')).resolves.toMatchObject({ AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/tasks/task` } });
    await expect(ask('reader')).rejects.toMatchObject({ code: 'AccessDenied' });
  });

  it('is told by name that GetSessionToken is not there', async () => {
    await expect(sts.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });
});

describe('what a role may do', () => {
  it('is what its policies say, table and index apart', async () => {
    const client = new DynamoDBClient(as(await assume('reader')));
    const put = () => client.send(new PutItemCommand({ TableName: 'boyacky', Item: { id: { S: 'a' } } }));
    const get = () => client.send(new GetItemCommand({ TableName: tableArn, Key: { id: { S: 'a' } } }));
    const query = () =>
      client.send(
        new QueryCommand({ TableName: 'boyacky', IndexName: 'view_index', KeyConditionExpression: '#d = :d', ExpressionAttributeNames: { '#d': 'date' }, ExpressionAttributeValues: { ':d': { S: 'x' } } }),
      );
    const who = `User: arn:aws:sts::${account}:assumed-role/reader/session is not authorized to perform: `;

    await expect(put()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `${who}dynamodb:PutItem on resource: ${tableArn} because no identity-based policy allows the dynamodb:PutItem action`,
    });
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'reader', PolicyName: 'table', PolicyDocument: policy({ Effect: 'Allow', Action: 'dynamodb:*', Resource: tableArn }) }),
    );
    await put();
    expect((await get()).Item).toEqual({ id: { S: 'a' } });
    await expect(query()).rejects.toThrow(
      `${who}dynamodb:Query on resource: ${tableArn}/index/view_index because no identity-based policy allows the dynamodb:Query action`,
    );
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'reader', PolicyArn: 'arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess' }));
    expect((await query()).Count).toBe(0);
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'reader', PolicyName: 'table', PolicyDocument: policy({ Effect: 'Deny', Action: 'dynamodb:Put*', Resource: '*' }) }),
    );
    await expect(put()).rejects.toThrow(`${who}dynamodb:PutItem on resource: ${tableArn} with an explicit deny in an identity-based policy`);

    await iam.send(new DetachRolePolicyCommand({ RoleName: 'reader', PolicyArn: 'arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess' }));
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'reader', PolicyName: 'table' }));
    await iam.send(new DeleteRoleCommand({ RoleName: 'reader' }));
    await expect(get()).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    client.destroy();
  });
});
