import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

/**
 * Where the input is not of the operation's shape ("tasks[1]: a string is expected"), so that handlers need not ask again
 * what their types promise. undefined: it is. Members that are absent are another matter (`findMissingMember`).
 */
export function findWrongMember(schema: SchemaRef, input: unknown): string | undefined {
  return findIn(NormalizedSchema.of(schema), input, '');
}

function findIn(schema: NormalizedSchema, value: unknown, path: string): string | undefined {
  if (schema.isStructSchema()) {
    if (!isRecord(value)) return expected('a structure', path);
    for (const [name, member] of schema.structIterator()) {
      const given = value[name];
      if (given === undefined || given === null) continue;
      const wrong = findIn(member, given, path === '' ? name : `${path}.${name}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return expected('a list', path);
    // By index: a list of which only the seventh element was sent has holes.
    for (let index = 0; index < value.length; index++) {
      const wrong = findIn(schema.getValueSchema(), value[index], `${path}[${index}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
  if (schema.isMapSchema()) {
    if (!isRecord(value)) return expected('a map', path);
    for (const [key, each] of Object.entries(value)) {
      const wrong = findIn(schema.getValueSchema(), each, `${path}.${key}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
  const [name, right] = scalar(schema, value);
  return right ? undefined : expected(name, path);
}

function scalar(schema: NormalizedSchema, value: unknown): readonly [name: string, right: boolean] {
  if (schema.isStringSchema()) return ['a string', typeof value === 'string' || value instanceof String];
  if (schema.isBooleanSchema()) return ['true or false', typeof value === 'boolean'];
  if (schema.isTimestampSchema()) return ['a time', value instanceof Date && !Number.isNaN(value.getTime())];
  if (schema.isBlobSchema()) return ['bytes', value instanceof Uint8Array || typeof value === 'string'];
  if (schema.isNumericSchema()) return ['a number', typeof value === 'bigint' || (typeof value === 'number' && !Number.isNaN(value))];
  return ['a value', value !== undefined && value !== null];
}

function expected(what: string, path: string): string {
  return `${path}: ${what} is expected`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
