import {
  DeleteItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { ensureTable } from './ensure-table.js';
import { answerInTime } from './answer-in-time.js';

/**
 * @typedef {import('./boyaki.js').Boyaki} Boyaki
 * @typedef {import('./boyaki.js').Table} Table
 */

/**
 * The table in DynamoDB. Nothing is asked of DynamoDB before the first call, and
 * a failed first call is tried again by the next: so the server can start before
 * its table can be reached.
 * @param {import('@aws-sdk/client-dynamodb').DynamoDBClient} client
 * @param {string} tableName
 * @returns {Table}
 */
export function openTable(client, tableName) {
  /** @type {Promise<void> | undefined} */
  let ready;
  const whenReady = () => {
    ready ??= ensureTable(client, tableName).catch((error) => {
      ready = undefined;
      throw error;
    });
    return ready;
  };

  /** @param {Boyaki} boyaki */
  async function put({ id, boyaki, date, time }) {
    await whenReady();
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { id: { S: id }, boyaki: { S: boyaki }, date: { S: date }, time: { S: time } },
      }),
    );
  }

  /** @param {string} date */
  async function listOn(date) {
    await whenReady();
    // One answer holds 1 MB at most, so a day of long grumbles comes in pages.
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        IndexName: 'view_index',
        // "date" is a reserved word in DynamoDB, hence the alias.
        KeyConditionExpression: '#date = :date',
        ExpressionAttributeNames: { '#date': 'date' },
        ExpressionAttributeValues: { ':date': { S: date } },
        ScanIndexForward: false,
      },
    );
    const boyakis = [];
    for await (const page of pages) boyakis.push(...(page.Items ?? []).map(toBoyaki));
    return boyakis;
  }

  /** @param {string} id */
  async function remove(id) {
    await whenReady();
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: { id: { S: id } } }));
  }

  return {
    put: (boyaki) => answerInTime(put(boyaki)),
    listOn: (date) => answerInTime(listOn(date)),
    remove: (id) => answerInTime(remove(id)),
  };
}

/**
 * @param {Record<string, import('@aws-sdk/client-dynamodb').AttributeValue>} item
 * @returns {Boyaki}
 */
function toBoyaki(item) {
  return {
    id: item.id?.S ?? '',
    boyaki: item.boyaki?.S ?? '',
    date: item.date?.S ?? '',
    time: item.time?.S ?? '',
  };
}
