/** A parsed request or answer of DynamoDB's JSON protocol. Times are seconds since the epoch. */
export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Walks level by level: recursion would end where it is meant to help. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((each): unknown[] => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

/** A member that should be a string; what is not is left to dynalite's checks to refuse. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The wire's seconds as the `Date`s that the SDK's types speak of. */
export function reviveDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reviveDates);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      key.endsWith('DateTime') && typeof entry === 'number' ? new Date(entry * 1000) : reviveDates(entry),
    ]),
  );
}
