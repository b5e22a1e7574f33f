import type { TableOperation } from '../operation.js';

export const listTables: TableOperation = async (input, { engine }) => (await engine()).run('ListTables', input);
