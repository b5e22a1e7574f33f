import { textOf } from './json.js';
import type { StoredTable } from './model.js';
import type { DynamodbState } from './state.js';

/** What the sandbox keeps of a table that exists. @throws ResourceNotFoundException, ValidationException for a bad name */
export async function existingTable({ engine, tables }: DynamodbState, tableName: unknown): Promise<Readonly<StoredTable>> {
  const name = textOf(tableName);
  await (await engine()).run('DescribeTable', { TableName: tableName });
  return tables.get(name) ?? { name, tags: {}, deletionProtection: false };
}
