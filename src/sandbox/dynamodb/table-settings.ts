import { unsupportedParameter, validationException } from './errors.js';
import { isJsonObject, textOf, type JsonObject } from './json.js';
import type { StoredTable } from './model.js';

type Settings = Partial<Pick<StoredTable, 'deletionProtection' | 'tableClass' | 'encryption' | 'onDemandThroughput'>>;

/** The members of CreateTable and UpdateTable that the sandbox keeps itself. @throws ValidationException */
export function readSettings(input: JsonObject): Settings {
  const stream = input.StreamSpecification;
  if (isJsonObject(stream) && stream.StreamEnabled === true) throw unsupportedParameter('StreamSpecification');
  for (const name of ['ResourcePolicy', 'ReplicaUpdates', 'GlobalTableWitnessUpdates', 'MultiRegionConsistency', 'GlobalTableSettingsReplicationMode']) {
    const value = input[name];
    if (value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)) throw unsupportedParameter(name);
  }
  const { DeletionProtectionEnabled: protection, TableClass: tableClass, SSESpecification: encryption } = input;
  if (tableClass !== undefined && tableClass !== 'STANDARD' && tableClass !== 'STANDARD_INFREQUENT_ACCESS') {
    throw validationException(
      `1 validation error detected: Value '${textOf(tableClass)}' at 'tableClass' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]`,
    );
  }
  return {
    ...(typeof protection === 'boolean' ? { deletionProtection: protection } : {}),
    ...(typeof tableClass === 'string' ? { tableClass } : {}),
    ...(isJsonObject(encryption)
      ? {
          encryption: {
            enabled: encryption.Enabled === true,
            ...(typeof encryption.KMSMasterKeyId === 'string' ? { keyArn: encryption.KMSMasterKeyId } : {}),
          },
        }
      : {}),
    ...(input.OnDemandThroughput === undefined ? {} : { onDemandThroughput: input.OnDemandThroughput }),
  };
}
