import type { Account } from '../context.js';
import { tableArn, tableNameOf } from './arn.js';
import { isJsonObject } from './json.js';

/** The ARNs that a role's policies must allow for a request: the table, or the index that is read. */
export function resourcesOf(account: Account, operation: string, body: unknown): string[] {
  const { TableName: table, IndexName: index, RequestItems: batch, ResourceArn: resourceArn, TransactItems: transaction } = isJsonObject(body)
    ? body
    : {};
  if (isJsonObject(batch)) return Object.keys(batch).map(arnOf);
  if (Array.isArray(transaction)) return [...new Set(transaction.flatMap(tablesIn).map(arnOf))];
  if (typeof resourceArn === 'string') return [resourceArn];
  if (typeof table !== 'string') return operation === 'ListTables' ? [tableArn(account, '*')] : ['*'];
  return [typeof index === 'string' ? `${arnOf(table)}/index/${index}` : arnOf(table)];

  function arnOf(nameOrArn: string): string {
    return tableArn(account, tableNameOf(nameOrArn));
  }
}

function tablesIn(entry: unknown): string[] {
  return Object.values(isJsonObject(entry) ? entry : {}).flatMap((action) =>
    isJsonObject(action) && typeof action.TableName === 'string' ? [action.TableName] : [],
  );
}
