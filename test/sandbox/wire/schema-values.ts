import { NormalizedSchema } from '@smithy/core/schema';

/** What a client can express on the wire, and so what a round trip can be held to. */
export interface ValueRules {
  /** ec2Query has no way to write an empty list. */
  readonly emptyLists: boolean;
}

/**
 * A value of the given schema, every member filled in, three levels deep; the same seed gives the same value.
 * Shapes that refer to themselves end in an absent member.
 */
export function valueOf(schema: unknown, seed: number, rules: ValueRules): unknown {
  let state = seed;
  const next = (bound: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % bound;
  };
  const text = () => ['plain', 'a & b <c> "d"', 'ボヤキ 🍵', ' edge ', 'x=1&y=2'][next(5)] ?? '';

  const make = (ns: NormalizedSchema, depth: number): unknown => {
    if (ns.isStructSchema()) {
      if (depth > 4) return undefined;
      const members = [...ns.structIterator()];
      const chosen = ns.isUnionSchema() ? members.slice(0, 1) : members;
      const entries = chosen.map(([name, member]) => [name, make(member, depth + 1)] as const);
      const present = entries.filter(([, value]) => value !== undefined);
      return present.length === 0 && depth > 0 ? undefined : Object.fromEntries(present);
    }
    if (ns.isListSchema()) {
      const items = Array.from({ length: 1 + next(2) }, () => make(ns.getValueSchema(), depth + 1)).filter((item) => item !== undefined);
      return items.length === 0 && !rules.emptyLists ? undefined : items;
    }
    if (ns.isMapSchema()) {
      const value = make(ns.getValueSchema(), depth + 1);
      return value === undefined ? {} : { [`key-${next(9)}`]: value };
    }
    if (ns.isBooleanSchema()) return next(2) === 1;
    if (ns.isTimestampSchema()) return new Date(1_700_000_000_000 + next(1000) * 1000);
    if (ns.isBlobSchema()) return ns.getMergedTraits().streaming ? undefined : new Uint8Array([next(256), next(256)]);
    if (ns.isBigIntegerSchema()) return BigInt(next(1000));
    if (ns.isNumericSchema()) return next(1000);
    if (ns.isDocumentSchema()) return { some: 'document' };
    return text();
  };
  return schema === 'unit' ? {} : make(NormalizedSchema.of(schema as never), 0);
}
