/** A member that the asked service always answers; its absence is a fault of ours. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The answer lacks ${what}`);
  return value;
}
