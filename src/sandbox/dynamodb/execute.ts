import { tableNameOf } from './arn.js';
import { notImplemented } from './errors.js';
import type { JsonObject } from './json.js';
import type { TableOperation } from './operation.js';
import { describeContinuousBackups, updateContinuousBackups } from './operations/continuous-backups.js';
import { createTable } from './operations/create-table.js';
import { deleteTable } from './operations/delete-table.js';
import { describeEndpoints, describeLimits } from './operations/describe-account.js';
import { describeTable } from './operations/describe-table.js';
import { batchOperation, itemOperation } from './operations/items.js';
import { listTables } from './operations/list-tables.js';
import { listTagsOfResource, tagResource, untagResource } from './operations/tags.js';
import { describeTimeToLive, updateTimeToLive } from './operations/time-to-live.js';
import { updateTable } from './operations/update-table.js';
import type { DynamodbState } from './state.js';

const operations: Readonly<Record<string, TableOperation>> = {
  BatchGetItem: batchOperation('BatchGetItem'),
  BatchWriteItem: batchOperation('BatchWriteItem'),
  CreateTable: createTable,
  DeleteItem: itemOperation('DeleteItem'),
  DeleteTable: deleteTable,
  DescribeContinuousBackups: describeContinuousBackups,
  DescribeEndpoints: describeEndpoints,
  DescribeLimits: describeLimits,
  DescribeTable: describeTable,
  DescribeTimeToLive: describeTimeToLive,
  GetItem: itemOperation('GetItem'),
  ListTables: listTables,
  ListTagsOfResource: listTagsOfResource,
  PutItem: itemOperation('PutItem'),
  Query: itemOperation('Query'),
  Scan: itemOperation('Scan'),
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateContinuousBackups: updateContinuousBackups,
  UpdateItem: itemOperation('UpdateItem'),
  UpdateTable: updateTable,
  UpdateTimeToLive: updateTimeToLive,
};

/** Runs one operation by its API name. @throws AwsError; 501 for what is not there (transactions, PartiQL, streams, …) */
export async function execute(operation: string, input: JsonObject, state: DynamodbState): Promise<JsonObject> {
  const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (!run) throw notImplemented(operation);
  const { TableName: table } = input;
  return run(typeof table === 'string' ? { ...input, TableName: tableNameOf(table) } : input, state);
}
