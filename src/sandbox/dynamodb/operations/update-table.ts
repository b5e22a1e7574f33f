import { unsupportedParameter, validationException } from '../errors.js';
import { isJsonObject, textOf } from '../json.js';
import type { TableOperation } from '../operation.js';
import { describeTableFully } from '../table-description.js';
import { readSettings } from '../table-settings.js';

/** Throughput and billing are dynalite's; protection, class and encryption the sandbox's own. */
export const updateTable: TableOperation = (input, { engine, tables, inTurn }) =>
  inTurn(async () => {
    const name = textOf(input.TableName);
    const settings = readSettings(input);
    for (const update of Array.isArray(input.GlobalSecondaryIndexUpdates) ? (input.GlobalSecondaryIndexUpdates as unknown[]) : []) {
      const kind = isJsonObject(update) ? ['Create', 'Delete'].find((key) => update[key] !== undefined && update[key] !== null) : undefined;
      if (kind !== undefined) throw unsupportedParameter(`GlobalSecondaryIndexUpdates.${kind}`);
    }
    const forEngine = ['BillingMode', 'ProvisionedThroughput', 'GlobalSecondaryIndexUpdates'].some((key) => input[key] !== undefined);
    if (!forEngine && Object.keys(settings).length === 0) {
      throw validationException(
        'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
      );
    }
    const { run } = await engine();
    const described = forEngine ? (await run('UpdateTable', input)).TableDescription : (await run('DescribeTable', { TableName: name })).Table;
    tables.set(name, { name, tags: {}, deletionProtection: false, ...tables.get(name), ...settings });
    return { TableDescription: describeTableFully(described, tables.get(name)) };
  });
