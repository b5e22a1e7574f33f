import { AwsError } from '../../aws-error.js';
import { tableNameOf } from '../arn.js';
import type { EngineOperation } from '../engine.js';
import { isJsonObject, type JsonObject } from '../json.js';
import type { TableOperation } from '../operation.js';
import type { DynamodbState } from '../state.js';

/** GetItem, PutItem, UpdateItem, DeleteItem, Query and Scan: dynalite's answer, and the item that a condition refused. */
export function itemOperation(operation: EngineOperation): TableOperation {
  return async (input, state) => {
    const { run } = await state.engine();
    try {
      return await run(operation, input);
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException') throw error;
      if (input.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') throw error;
      const item = await itemThere(input, state);
      throw new AwsError(error.code, error.message, { status: error.status, fields: { ...error.fields, ...(item ? { Item: item } : {}) } });
    }
  };
}

async function itemThere({ TableName: table, Key: key, Item: item }: JsonObject, { engine }: DynamodbState): Promise<unknown> {
  const { run } = await engine();
  const { Table: described } = await run('DescribeTable', { TableName: table });
  const schema = (isJsonObject(described) ? described.KeySchema : []) as { AttributeName: string }[];
  const given = isJsonObject(key) ? key : isJsonObject(item) ? item : {};
  const wanted = Object.fromEntries(schema.map(({ AttributeName: name }) => [name, given[name]]));
  return (await run('GetItem', { TableName: table, Key: wanted, ConsistentRead: true })).Item;
}

/** BatchGetItem and BatchWriteItem: tables are keys here, and come back as they were named. */
export function batchOperation(operation: 'BatchGetItem' | 'BatchWriteItem'): TableOperation {
  return async (input, state) => {
    const { run } = await state.engine();
    const requested = isJsonObject(input.RequestItems) ? input.RequestItems : undefined;
    if (!requested) return run(operation, input);
    const namedAs = new Map(Object.keys(requested).map((given) => [tableNameOf(given), given]));
    const byName = Object.fromEntries(Object.entries(requested).map(([given, requests]) => [tableNameOf(given), requests]));
    const answer = await run(operation, { ...input, RequestItems: byName });
    for (const member of ['Responses', 'UnprocessedKeys', 'UnprocessedItems']) {
      const map = answer[member];
      if (!isJsonObject(map)) continue;
      answer[member] = Object.fromEntries(Object.entries(map).map(([name, value]) => [namedAs.get(name) ?? name, value]));
    }
    return answer;
  };
}
