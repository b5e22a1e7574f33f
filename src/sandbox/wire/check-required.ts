import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

/** Name of the first required member (slot 6 of a structure counts them) that the input lacks. */
export function findMissingMember(schema: SchemaRef, input: Readonly<Record<string, unknown>>): string | undefined {
  const struct = NormalizedSchema.of(schema).getSchema();
  if (!Array.isArray(struct)) return undefined;
  const [kind, , , , names, , requiredCount = 0] = struct as unknown as [number, string, string, unknown, string[], unknown, number?];
  if (kind !== 3) return undefined;
  return names.slice(0, requiredCount).find((name) => input[name] === undefined || input[name] === null);
}
