import { refuse, ShimError } from './shim-context.js';

/** `--filter key=value`, several times over; a key that is not in `known` is refused by name. */
export function readFilters(texts: readonly string[], known: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const filters = new Map<string, string[]>();
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals < 0) throw new ShimError(`invalid argument "${text}" for "-f, --filter" flag: invalid filter '${text}'`, 125);
    const key = text.slice(0, equals);
    if (!known.includes(key)) throw refuse(`--filter ${key}`);
    filters.set(key, [...(filters.get(key) ?? []), text.slice(equals + 1)]);
  }
  return filters;
}
