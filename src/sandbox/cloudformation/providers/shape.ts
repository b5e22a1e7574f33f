/** A property of a resource that is not as its type demands; the text follows AWS's. */
export class PropertyError extends Error {
  override readonly name = 'PropertyError';
}

/** Reads an evaluated template value as T. Numbers and booleans may come as text: templates know text only. */
export interface Shape<T> {
  read(value: unknown, path: string): T;
}

export interface ObjectShape<T> extends Shape<T> {
  readonly members: readonly string[];
}

export const text: Shape<string> = {
  read: (value, path) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw mismatch(path, 'String', value);
  },
};

/** Text of which the service itself knows the possible values, and refuses others. */
export function oneOf<T extends string>(): Shape<T> {
  return { read: (value, path) => text.read(value, path) as T };
}

export const integer: Shape<number> = {
  read: (value, path) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw mismatch(path, 'Integer', value);
    return number;
  },
};

export const flag: Shape<boolean> = {
  read: (value, path) => {
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw mismatch(path, 'Boolean', value);
  },
};

/** A document such as a policy: an object, or its JSON text. Read as JSON text. */
export const document: Shape<string> = {
  read: (value, path) => {
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch(path, 'JSONObject', value);
    return JSON.stringify(value);
  },
};

export function list<T>(item: Shape<T>): Shape<T[]> {
  return {
    read: (value, path) => {
      if (!Array.isArray(value)) throw mismatch(path, 'JSONArray', value);
      return value.map((one: unknown, index) => item.read(one, `${path}/${index}`));
    },
  };
}

export function mapOf<T>(item: Shape<T>): Shape<Record<string, T>> {
  return { read: (value, path) => Object.fromEntries(entriesOf(value, path).map(([key, one]) => [key, item.read(one, `${path}/${key}`)])) };
}

type Shapes<T> = { readonly [Key in keyof T]: Shape<T[Key]> };

/** An object with members that must be there and members that may; others are refused by name. */
export function object<Required extends object, Optional extends object>(
  required: Shapes<Required>,
  optional: Shapes<Optional>,
): ObjectShape<Required & Partial<Optional>> {
  const shapes = new Map<string, Shape<unknown>>(Object.entries({ ...required, ...optional }));
  return {
    members: [...shapes.keys()],
    read: (value, path) => {
      const entries = entriesOf(value, path);
      for (const [key] of entries) if (!shapes.has(key)) throw new PropertyError(`Encountered unsupported property ${key}`);
      for (const key of Object.keys(required)) {
        if (!entries.some(([name]) => name === key)) throw new PropertyError(`[#${path}: required key [${key}] not found]`);
      }
      const members = entries.map(([key, one]) => [key, shapes.get(key)?.read(one, `${path}/${key}`)]);
      return Object.fromEntries(members) as Required & Partial<Optional>;
    },
  };
}

/** `Tags` as nearly every type has them. */
export const tags = list(object({ Key: text, Value: text }, {}));

function entriesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch(path, 'JSONObject', value);
  return Object.entries(value);
}

function mismatch(path: string, expected: string, value: unknown): PropertyError {
  const found = Array.isArray(value) ? 'JSONArray' : typeof value === 'object' ? 'JSONObject' : typeof value === 'string' ? 'String' : typeof value;
  return new PropertyError(`[#${path}: expected type: ${expected}, found: ${found}]`);
}
