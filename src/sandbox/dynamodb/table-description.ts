import type { StoredTable } from './model.js';
import { isJsonObject, type JsonObject } from './json.js';

/** dynalite's description of a table, completed by what the sandbox itself keeps of it. */
export function describeTableFully(described: unknown, stored: StoredTable | undefined): JsonObject {
  const { BillingMode: _, ...table } = isJsonObject(described) ? described : {};
  return {
    ...table,
    DeletionProtectionEnabled: stored?.deletionProtection ?? false,
    ...(stored?.tableClass === undefined ? {} : { TableClassSummary: { TableClass: stored.tableClass } }),
    ...(stored?.onDemandThroughput === undefined ? {} : { OnDemandThroughput: stored.onDemandThroughput }),
    ...(stored?.encryption?.enabled
      ? { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', ...(stored.encryption.keyArn ? { KMSMasterKeyArn: stored.encryption.keyArn } : {}) } }
      : {}),
  };
}
