import { AwsError } from '../../aws-error.js';
import { tableNotFound, validationException } from '../errors.js';
import { existingTable } from '../existing-table.js';
import { isJsonObject, textOf, type JsonObject } from '../json.js';
import type { StoredTable } from '../model.js';
import type { TableOperation } from '../operation.js';
import type { DynamodbState } from '../state.js';

/** The setting is kept and shown. Restoring is not implemented: RestoreTableToPointInTime answers 501. */
export const updateContinuousBackups: TableOperation = (input, state) =>
  state.inTurn(async () => {
    const table = await tableForBackups(state, input);
    const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days = 35 } = isJsonObject(input.PointInTimeRecoverySpecification)
      ? input.PointInTimeRecoverySpecification
      : {};
    if (typeof enabled !== 'boolean') throw validationException('PointInTimeRecoverySpecification needs PointInTimeRecoveryEnabled.');
    if (typeof days !== 'number' || days < 1 || days > 35) throw validationException('RecoveryPeriodInDays must be between 1 and 35.');
    const { recoverableSince, recoveryPeriodInDays: _, ...rest } = table;
    const changed: StoredTable = {
      ...rest,
      ...(enabled ? { recoverableSince: recoverableSince ?? state.context.clock.now(), recoveryPeriodInDays: days } : {}),
    };
    state.tables.set(table.name, changed);
    return describe(changed, state);
  });

export const describeContinuousBackups: TableOperation = async (input, state) => describe(await tableForBackups(state, input), state);

async function tableForBackups(state: DynamodbState, { TableName: name }: JsonObject): Promise<Readonly<StoredTable>> {
  try {
    return await existingTable(state, name);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') throw tableNotFound(textOf(name));
    throw error;
  }
}

function describe({ recoverableSince, recoveryPeriodInDays }: StoredTable, { context }: DynamodbState): JsonObject {
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription:
        recoverableSince === undefined
          ? { PointInTimeRecoveryStatus: 'DISABLED' }
          : {
              PointInTimeRecoveryStatus: 'ENABLED',
              RecoveryPeriodInDays: recoveryPeriodInDays,
              EarliestRestorableDateTime: recoverableSince / 1000,
              LatestRestorableDateTime: context.clock.now() / 1000,
            },
    },
  };
}
