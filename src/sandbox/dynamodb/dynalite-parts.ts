import { createRequire } from 'node:module';
import type { JsonObject } from './json.js';

/**
 * The parts of dynalite 4 that the sandbox drives in process: its store, checks and actions. Its HTTP server is
 * left out: nothing listens, and account, region and item size can be set right where dynalite reads them.
 * These are inner modules, so the version is pinned and `test/sandbox/dynamodb` is the gate of an upgrade.
 */
export interface DynaliteParts {
  readonly db: {
    create(options: DynaliteOptions): DynaliteStore;
    /** Called through the module by the checks of PutItem, BatchWriteItem and UpdateItem. */
    itemSize: (item: never) => number;
  };
  readonly validations: {
    checkTypes(data: JsonObject, types: unknown): JsonObject;
    checkValidations(data: JsonObject, types: unknown, custom: unknown, store: DynaliteStore): void;
  };
  validationOf(action: string): { readonly types: unknown; readonly custom: unknown };
  actionOf(action: string): (store: DynaliteStore, data: JsonObject, done: (error: Error | null | undefined, answer?: JsonObject) => void) => void;
}

export interface DynaliteOptions {
  readonly path: string;
  readonly createTableMs: number;
  readonly deleteTableMs: number;
  readonly updateTableMs: number;
}

export interface DynaliteStore {
  readonly db: LevelDatabase;
  readonly tableDb: {
    awsAccountId: string;
    awsRegion: string;
    get(name: string, done: (error: Error | null | undefined, table?: DynaliteTable) => void): void;
    put(name: string, table: DynaliteTable, done: (error?: Error | null) => void): void;
    del(name: string, done: (error?: Error | null) => void): void;
  };
}

export interface DynaliteTable extends JsonObject {
  TableStatus?: string;
  GlobalSecondaryIndexes?: { IndexStatus?: string }[];
}

interface LevelDatabase {
  open(): Promise<void>;
  close(): Promise<void>;
  clear(range: { gte: string; lt: string }): Promise<void>;
  keys(options?: object): LevelIterator;
  values(options?: object): LevelIterator;
}

interface LevelIterator {
  close(): Promise<void>;
  return?: () => Promise<void>;
}

/** Loaded on the first request: dynalite and its database are a good part of a small process. */
export function loadDynalite(): DynaliteParts {
  const require = createRequire(import.meta.url);
  return {
    db: require('dynalite/db') as DynaliteParts['db'],
    validations: require('dynalite/validations') as DynaliteParts['validations'],
    validationOf: (action) => require(`dynalite/validations/${action}`) as ReturnType<DynaliteParts['validationOf']>,
    actionOf: (action) => require(`dynalite/actions/${action}`) as ReturnType<DynaliteParts['actionOf']>,
  };
}

/** dynalite ends a stream with `iterator.return`, which Level's iterators lack: each would stay open with its snapshot. */
export function closeIteratorsWithStreams(db: LevelDatabase): void {
  for (const name of ['keys', 'values'] as const) {
    const create = db[name].bind(db);
    db[name] = (options) => {
      const iterator = create(options);
      iterator.return = () => iterator.close();
      return iterator;
    };
  }
}
