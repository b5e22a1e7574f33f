import { AwsError } from '../../aws-error.js';
import { validationException } from '../errors.js';
import { isJsonObject, textOf } from '../json.js';
import type { TableOperation } from '../operation.js';
import { describeTableFully } from '../table-description.js';

export const deleteTable: TableOperation = (input, { engine, tables, inTurn }) =>
  inTurn(async () => {
    const name = textOf(input.TableName);
    const { run } = await engine();
    const { Table: table } = await run('DescribeTable', input);
    if (isJsonObject(table) && table.TableStatus === 'DELETING') {
      throw new AwsError('ResourceInUseException', `Attempt to change a resource which is still in use: Table is being deleted: ${name}`);
    }
    const stored = tables.get(name);
    if (stored?.deletionProtection) {
      throw validationException('Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.');
    }
    const { TableDescription: described } = await run('DeleteTable', input);
    tables.delete(name);
    return { TableDescription: describeTableFully(described, stored) };
  });
