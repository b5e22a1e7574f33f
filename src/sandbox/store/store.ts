/**
 * The sandbox's memory: named collections of JSON values, kept on disk so that a restart (even after kill -9)
 * finds every resource again. Values hold JSON only: times are milliseconds since the epoch, never `Date`.
 */
export interface Store {
  /** The same name gives the same collection. Names are "service.things", e.g. "ecs.clusters". */
  collection<T>(name: string): Collection<T>;
  /** Closes the file; what was written stays. */
  close(): void;
}

/** Insertion-ordered. What was `set` is written before `set` returns. Treat returned values as read-only. */
export interface Collection<T> {
  get(key: string): Readonly<T> | undefined;
  has(key: string): boolean;
  set(key: string, value: T): void;
  /** Stores `{...old, ...change}`; throws when there is no such key. Returns the new value. */
  update(key: string, change: Partial<T>): Readonly<T>;
  delete(key: string): boolean;
  keys(): string[];
  values(): Readonly<T>[];
  readonly size: number;
}
