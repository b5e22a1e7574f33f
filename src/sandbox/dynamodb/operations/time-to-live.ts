import { validationException } from '../errors.js';
import { isJsonObject } from '../json.js';
import type { StoredTable } from '../model.js';
import type { TableOperation } from '../operation.js';
import { existingTable } from '../existing-table.js';

/** Effective at once. Expired items stay: AWS promises their end "within a few days", the sandbox does not live so long. */
export const updateTimeToLive: TableOperation = (input, state) =>
  state.inTurn(async () => {
    const table = await existingTable(state, input.TableName);
    const { Enabled: enabled, AttributeName: attribute } = isJsonObject(input.TimeToLiveSpecification) ? input.TimeToLiveSpecification : {};
    if (typeof enabled !== 'boolean' || typeof attribute !== 'string' || attribute === '' || attribute.length > 255) {
      throw validationException('TimeToLiveSpecification needs Enabled and an AttributeName of 1 to 255 characters.');
    }
    if (table.ttlAttribute !== undefined && table.ttlAttribute !== attribute) {
      throw validationException(`TimeToLive is active on a different AttributeName: current AttributeName is ${table.ttlAttribute}`);
    }
    if (enabled === (table.ttlAttribute !== undefined)) throw validationException(`TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`);
    const { ttlAttribute: _, ...rest } = table;
    state.tables.set(table.name, { ...rest, ...(enabled ? { ttlAttribute: attribute } : {}) } satisfies StoredTable);
    return { TimeToLiveSpecification: { Enabled: enabled, AttributeName: attribute } };
  });

export const describeTimeToLive: TableOperation = async (input, state) => {
  const { ttlAttribute } = await existingTable(state, input.TableName);
  return {
    TimeToLiveDescription:
      ttlAttribute === undefined ? { TimeToLiveStatus: 'DISABLED' } : { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute },
  };
};
