import type { Filter } from '@aws-sdk/client-ec2';
import { invalidValue } from './errors.js';
import type { Tags } from './model.js';

/** Per filter name: the item's values that it is compared with. */
export type FilterTable<T> = Readonly<Record<string, (item: T) => readonly (string | undefined)[]>>;

/**
 * Keeps the items that every filter accepts: a filter accepts when any of its values matches, with `*` and `?`
 * as wildcards. `tag:KEY` and `tag-key` go without saying. An unknown name is an error, as on AWS.
 */
export function applyFilters<T extends { readonly tags: Tags }>(
  items: readonly T[],
  filters: readonly Filter[] | undefined,
  table: FilterTable<T>,
): T[] {
  const tests = (filters ?? []).map(({ Name = '', Values = [] }) => {
    const valuesOf = readerOf(Name, table);
    const patterns = Values.map(toPattern);
    return (item: T) => valuesOf(item).some((value) => value !== undefined && patterns.some((pattern) => pattern.test(value)));
  });
  return items.filter((item) => tests.every((test) => test(item)));
}

function readerOf<T extends { readonly tags: Tags }>(name: string, table: FilterTable<T>): FilterTable<T>[string] {
  if (name.startsWith('tag:')) return (item) => [item.tags[name.slice('tag:'.length)]];
  if (name === 'tag-key') return (item) => Object.keys(item.tags);
  const reader = Object.hasOwn(table, name) ? table[name] : undefined;
  if (reader === undefined) throw invalidValue(`The filter '${name}' is invalid`);
  return reader;
}

function toPattern(value: string): RegExp {
  const source = value.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's');
}
