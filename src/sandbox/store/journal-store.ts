import { closeSync, existsSync, openSync, readFileSync, renameSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import type { Collection, Store } from './store.js';

/** `v` absent: the key was deleted. */
interface Line {
  readonly c: string;
  readonly k: string;
  readonly v?: unknown;
}

/**
 * A store that appends every change to a journal and rewrites the journal compactly when it is opened.
 * A torn last line (the process was killed while writing) is dropped. `file` undefined keeps it in memory.
 */
export function openJournalStore(file?: string): Store {
  const collections = new Map<string, Map<string, unknown>>();
  if (file !== undefined && existsSync(file)) load(readFileSync(file, 'utf8'), collections);
  if (file !== undefined) rewrite(file, collections);
  let descriptor = file === undefined ? undefined : openSync(file, 'a', 0o600);

  const append = (line: Line) => {
    if (descriptor !== undefined) writeSync(descriptor, `${JSON.stringify(line)}\n`);
  };
  const entriesOf = (name: string) => {
    const entries = collections.get(name) ?? new Map<string, unknown>();
    collections.set(name, entries);
    return entries;
  };

  return {
    collection: <T>(name: string) => createCollection<T>(name, () => entriesOf(name) as Map<string, T>, append),
    clear: () => {
      collections.clear();
      if (file !== undefined) truncateSync(file);
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

function createCollection<T>(name: string, entries: () => Map<string, T>, append: (line: Line) => void): Collection<T> {
  const set = (key: string, value: T) => {
    entries().set(key, value);
    append({ c: name, k: key, v: value });
  };
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
      const was = entries().delete(key);
      if (was) append({ c: name, k: key });
      return was;
    },
    keys: () => [...entries().keys()],
    values: () => [...entries().values()],
    get size() {
      return entries().size;
    },
  };
}

function load(text: string, collections: Map<string, Map<string, unknown>>): void {
  for (const row of text.split('\n')) {
    if (row === '') continue;
    let line: Line;
    try {
      line = JSON.parse(row) as Line;
    } catch {
      continue;
    }
    const entries = collections.get(line.c) ?? new Map<string, unknown>();
    collections.set(line.c, entries);
    if (line.v === undefined) entries.delete(line.k);
    else entries.set(line.k, line.v);
  }
}

function rewrite(file: string, collections: Map<string, Map<string, unknown>>): void {
  const lines = [...collections].flatMap(([c, entries]) => [...entries].map(([k, v]) => JSON.stringify({ c, k, v } satisfies Line)));
  const temporary = `${file}.new`;
  writeFileSync(temporary, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  renameSync(temporary, file);
}
