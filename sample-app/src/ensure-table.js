import {
  CreateTableCommand,
  DescribeTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

/**
 * Make the table if it is missing, and wait until it can be used.
 *
 * On AWS the task's role may use the table but not make one, and need not even be
 * allowed to describe it. Being refused the look is therefore no reason to give up:
 * whether the table is there, its first use will tell.
 * @param {import('@aws-sdk/client-dynamodb').DynamoDBClient} client
 * @param {string} tableName
 */
export async function ensureTable(client, tableName) {
  const status = await readTableStatus(client, tableName);
  if (status === 'ACTIVE' || status === 'NOT_ALLOWED_TO_LOOK') return;
  if (status === 'MISSING') await createTable(client, tableName);
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: tableName });
}

/**
 * @param {import('@aws-sdk/client-dynamodb').DynamoDBClient} client
 * @param {string} tableName
 */
async function readTableStatus(client, tableName) {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    return Table?.TableStatus;
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) return 'MISSING';
    if (isNamed(error, 'AccessDeniedException')) return 'NOT_ALLOWED_TO_LOOK';
    throw error;
  }
}

/**
 * @param {import('@aws-sdk/client-dynamodb').DynamoDBClient} client
 * @param {string} tableName
 */
async function createTable(client, tableName) {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
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
      }),
    );
  } catch (error) {
    // Two copies of Boyacky may start at the same moment; one of them comes second.
    if (!isNamed(error, 'ResourceInUseException')) throw error;
  }
}

/**
 * @param {unknown} error
 * @param {string} name
 */
function isNamed(error, name) {
  return error instanceof Error && error.name === name;
}
