import { AwsError } from '../../aws-error.js';
import { tableExists, validationException } from '../errors.js';
import { textOf } from '../json.js';
import type { TableOperation } from '../operation.js';
import { describeTableFully } from '../table-description.js';
import { readSettings } from '../table-settings.js';
import { readTags } from '../tags.js';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const createTable: TableOperation = (input, state) =>
  state.inTurn(async () => {
    const { tables } = state;
    const name = textOf(input.TableName);
    const settings = readSettings(input);
    const tags = readTags(input.Tags);
    if (input.BillingMode === 'PAY_PER_REQUEST' && input.ProvisionedThroughput !== undefined) {
      throw validationException(
        'One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
      );
    }
    const { run } = await state.engine();
    const known = tables.get(name);
    // Before the table: a kill between the two must not leave a table without its tags.
    if (!known) tables.set(name, { name, tags, deletionProtection: false, ...settings });
    try {
      const { TableDescription: described } = await run('CreateTable', input);
      tables.set(name, { name, tags, deletionProtection: false, ...settings });
      return { TableDescription: describeTableFully(described, tables.get(name)) };
    } catch (error) {
      if (!known) tables.delete(name);
      if (error instanceof AwsError && error.code === 'ResourceInUseException') throw tableExists(name);
      throw error;
    }
  });
