import { openJournalFile, readChanges, type Change, type JournalFile, type JournalLimits } from './journal-file.js';
import type { Collection, Store } from './store.js';

type Collections = Map<string, Map<string, unknown>>;

const defaultLimits: JournalLimits = { bytes: 4 * 1024 * 1024, times: 4 };

/**
 * A store in memory that appends every change to a journal, and reads the journal when it is opened. The journal is
 * written anew when it is opened and when it has grown to a multiple of what it holds, so that it does not grow with
 * time. `file` undefined keeps it in memory alone.
 */
export function openJournalStore(file?: string, limits: JournalLimits = defaultLimits): Store {
  const collections: Collections = new Map();
  if (file !== undefined) for (const change of readChanges(file)) apply(change, collections);
  const journal = file === undefined ? undefined : openJournalFile(file, () => changesThatMake(collections), limits);

  return {
    collection: (name) => createCollection(name, collections, journal),
    close: () => journal?.close(),
  };
}

function createCollection<T>(name: string, collections: Collections, journal: JournalFile | undefined): Collection<T> {
  const entries = (): Map<string, T> => entriesOf(name, collections) as Map<string, T>;
  // Written first: what cannot be written has not happened.
  const make = (change: Change): void => {
    journal?.append(change);
    apply(change, collections);
    journal?.compactIfDue();
  };
  const set = (key: string, value: T): void => make({ c: name, k: key, v: value });
  return {
    get: (key) => entries().get(key),
    has: (key) => entries().has(key),
    set,
    update: (key, change) => {
      const old = entries().get(key);
      if (old === undefined) throw new Error(`${name} has no ${key} to update`);
      const value = { ...old, ...change };
      set(key, value);
      return value;
    },
    delete: (key) => {
      if (!entries().has(key)) return false;
      make({ c: name, k: key });
      return true;
    },
    keys: () => [...entries().keys()],
    values: () => [...entries().values()],
    get size() {
      return entries().size;
    },
  };
}

function entriesOf(name: string, collections: Collections): Map<string, unknown> {
  const entries = collections.get(name) ?? new Map<string, unknown>();
  collections.set(name, entries);
  return entries;
}

function apply({ c, k, v }: Change, collections: Collections): void {
  if (v === undefined) entriesOf(c, collections).delete(k);
  else entriesOf(c, collections).set(k, v);
}

function* changesThatMake(collections: Collections): Generator<Change> {
  for (const [c, entries] of collections) for (const [k, v] of entries) yield { c, k, v };
}
