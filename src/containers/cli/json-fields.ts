/** Reading another program's JSON without trusting its shape: what is missing or of another type is the default. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function record(value: unknown): JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown, fallback = ''): string {
  return typeof value === 'string' ? value : fallback;
}

export function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return list(value).filter((item): item is string => typeof item === 'string');
}

export function count(value: unknown): number {
  const number = Number(value);
  return Number.isFinite(number) ? number : 0;
}

export function textMap(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record(value)).map(([key, item]) => [key, text(item)]));
}
