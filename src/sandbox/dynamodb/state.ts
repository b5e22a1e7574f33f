import { join } from 'node:path';
import type { SandboxContext } from '../context.js';
import type { Collection } from '../store/store.js';
import { listAllTables, openEngine, type Engine } from './engine.js';
import type { StoredTable } from './model.js';

export interface DynamodbState {
  readonly context: SandboxContext;
  /** By name of the table. */
  readonly tables: Collection<StoredTable>;
  /** Opened on the first call. */
  readonly engine: () => Promise<Engine>;
  /** Runs changes of tables one after the other. */
  readonly inTurn: <T>(change: () => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export function createDynamodbState(context: SandboxContext): DynamodbState {
  const tables = context.store.collection<StoredTable>('dynamodb.tables');
  let opened: Promise<Engine> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const open = async () => {
    const engine = await openEngine(join(context.directory('dynamodb'), 'level'), context.account, context.pace);
    const names = new Set(await listAllTables(engine.run));
    for (const name of tables.keys()) if (!names.has(name)) tables.delete(name);
    return engine;
  };

  return {
    context,
    tables,
    engine: () =>
      (opened ??= open().catch((error: unknown) => {
        // The next request tries again.
        opened = undefined;
        throw error;
      })),
    inTurn: (change) => {
      const mine = turn.then(change, change);
      turn = mine.catch(() => {});
      return mine;
    },
    close: async () => {
      const closing = opened;
      opened = undefined;
      await turn;
      await (await closing)?.close();
    },
  };
}
