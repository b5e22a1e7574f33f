import { textOf } from '../json.js';
import type { TableOperation } from '../operation.js';
import { describeTableFully } from '../table-description.js';

export const describeTable: TableOperation = async (input, { engine, tables }) => {
  const { Table: described } = await (await engine()).run('DescribeTable', input);
  return { Table: describeTableFully(described, tables.get(textOf(input.TableName))) };
};
