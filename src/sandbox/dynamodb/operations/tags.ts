import { tableNameOf } from '../arn.js';
import { noSuchTaggedResource, validationException } from '../errors.js';
import { existingTable } from '../existing-table.js';
import { AwsError } from '../../aws-error.js';
import { textOf, type JsonObject } from '../json.js';
import type { StoredTable } from '../model.js';
import type { TableOperation } from '../operation.js';
import type { DynamodbState } from '../state.js';
import { readTags } from '../tags.js';

export const tagResource: TableOperation = (input, state) =>
  state.inTurn(async () => {
    const table = await taggedTable(state, input);
    const tags = { ...table.tags, ...readTags(input.Tags) };
    if (Object.keys(tags).length > 50) throw validationException('A resource can have no more than 50 tags.');
    state.tables.set(table.name, { ...table, tags });
    return {};
  });

export const untagResource: TableOperation = (input, state) =>
  state.inTurn(async () => {
    const table = await taggedTable(state, input);
    const keys = Array.isArray(input.TagKeys) ? (input.TagKeys as unknown[]) : [];
    state.tables.set(table.name, { ...table, tags: Object.fromEntries(Object.entries(table.tags).filter(([key]) => !keys.includes(key))) });
    return {};
  });

export const listTagsOfResource: TableOperation = async (input, state) => {
  const { tags } = await taggedTable(state, input);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};

async function taggedTable(state: DynamodbState, { ResourceArn: arn }: JsonObject): Promise<Readonly<StoredTable>> {
  if (typeof arn !== 'string' || tableNameOf(arn) === arn) throw validationException(`Invalid TableArn: Invalid ResourceArn provided as input ${textOf(arn)}`);
  try {
    return await existingTable(state, tableNameOf(arn));
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') throw noSuchTaggedResource(arn);
    throw error;
  }
}
