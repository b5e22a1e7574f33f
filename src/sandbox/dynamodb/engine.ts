import { AwsError } from '../aws-error.js';
import type { Account } from '../context.js';
import type { Pace } from '../pace.js';
import { closeIteratorsWithStreams, loadDynalite, type DynaliteParts, type DynaliteStore, type DynaliteTable } from './dynalite-parts.js';
import { serializationException } from './errors.js';
import { itemSize } from './item-size.js';
import { isJsonObject, textOf, type JsonObject } from './json.js';

/** Tables and items: dynalite over a LevelDB in a folder of the sandbox. */
export interface Engine {
  /** @throws AwsError */
  readonly run: (operation: EngineOperation, input: JsonObject) => Promise<JsonObject>;
  readonly close: () => Promise<void>;
}

export type EngineOperation = (typeof engineOperations)[number];

export const engineOperations = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
  'UpdateTable',
] as const;

/** Opens, or makes, the database in `path`, and finishes what a killed sandbox left half done. */
export async function openEngine(path: string, account: Account, pace: Pace): Promise<Engine> {
  const dynalite = loadDynalite();
  // dynalite counts UTF-16 units; AWS counts UTF-8 bytes. It reads the function from its module at every check.
  dynalite.db.itemSize = itemSize;
  const store = dynalite.db.create({
    path,
    createTableMs: pace.ms(8000),
    deleteTableMs: pace.ms(6000),
    updateTableMs: pace.ms(8000),
  });
  store.tableDb.awsAccountId = account.id;
  store.tableDb.awsRegion = account.region;
  closeIteratorsWithStreams(store.db);
  await store.db.open();
  const run = (operation: EngineOperation, input: JsonObject) => runAction(dynalite, store, operation, input);
  await finishHalfDone(store, run);
  return { run, close: () => store.db.close() };
}

function runAction(dynalite: DynaliteParts, store: DynaliteStore, operation: EngineOperation, input: JsonObject): Promise<JsonObject> {
  const action = operation[0]?.toLowerCase() + operation.slice(1);
  const { types, custom } = dynalite.validationOf(action);
  return new Promise<JsonObject>((resolve, reject) => {
    const data = checkInput(() => {
      const checked = dynalite.validations.checkTypes(structuredClone(input), types);
      dynalite.validations.checkValidations(checked, types, custom, store);
      return checked;
    });
    dynalite.actionOf(action)(store, data, (error, answer) => {
      if (error) reject(error);
      // Answers hold dynalite's own objects, which it goes on changing (a table's status).
      else resolve(structuredClone(answer ?? {}));
    });
  }).catch((error: unknown) => {
    throw toAwsError(error);
  });
}

/** dynalite's checks trip over a null where a structure should be, and leave a TypeError. */
function checkInput(check: () => JsonObject): JsonObject {
  try {
    return check();
  } catch (error) {
    throw error instanceof TypeError ? serializationException() : error;
  }
}

/** dynalite's errors carry what AWS would have sent: `{statusCode, body: {__type, message, …}}`. */
function toAwsError(error: unknown): unknown {
  if (!isErrorWithBody(error)) return error;
  const { __type: type, message, Message, ...fields } = error.body;
  return new AwsError(textOf(type).split('#').at(-1) || 'InternalServerError', textOf(message ?? Message), {
    status: error.statusCode,
    fields,
  });
}

function isErrorWithBody(error: unknown): error is Error & { statusCode: number; body: JsonObject } {
  return error instanceof Error && 'statusCode' in error && 'body' in error && isJsonObject(error.body);
}

/** Tables become ACTIVE, and vanish, by a timer of dynalite's: those of a killed sandbox would wait for ever. */
async function finishHalfDone(store: DynaliteStore, run: Engine['run']): Promise<void> {
  for (const name of await listAllTables(run)) {
    const table = await new Promise<DynaliteTable | undefined>((resolve, reject) =>
      store.tableDb.get(name, (error, found) => (error ? reject(error) : resolve(found))),
    );
    if (table?.TableStatus === 'DELETING') await removeTable(store, name);
    else if (table && (table.TableStatus !== 'ACTIVE' || table.GlobalSecondaryIndexes?.some(({ IndexStatus }) => IndexStatus !== 'ACTIVE'))) {
      table.TableStatus = 'ACTIVE';
      table.GlobalSecondaryIndexes?.forEach((index) => (index.IndexStatus = 'ACTIVE'));
      await settled((done) => store.tableDb.put(name, table, done));
    }
  }
}

/** The keys of dynalite's database begin with what they are of; names of tables hold no "~". */
async function removeTable(store: DynaliteStore, name: string): Promise<void> {
  for (const prefix of [`item-${name}~`, `index-local~${name}~`, `index-global~${name}~`]) {
    await store.db.clear({ gte: prefix, lt: `${prefix}\uffff` });
  }
  await settled((done) => store.tableDb.del(name, done));
}

export async function listAllTables(run: Engine['run']): Promise<string[]> {
  const names: string[] = [];
  for (let from: unknown; ; ) {
    const page = await run('ListTables', from === undefined ? {} : { ExclusiveStartTableName: from });
    names.push(...((page.TableNames ?? []) as string[]));
    from = page.LastEvaluatedTableName;
    if (from === undefined) return names;
  }
}

function settled(act: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
}
