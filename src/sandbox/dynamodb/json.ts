/** A parsed request or answer of DynamoDB's JSON protocol. Times are seconds since the epoch. */
export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
