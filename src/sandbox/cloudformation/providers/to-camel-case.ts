/** ECS writes its members in camelCase where CloudFormation writes PascalCase. */
export type CamelCase<T> = T extends readonly (infer Item)[]
  ? CamelCase<Item>[]
  : T extends object
    ? // Keys by plain string are the author's own (labels, options) and not members.
      string extends keyof T
      ? T
      : { [Key in keyof T as Key extends string ? Uncapitalize<Key> : Key]: CamelCase<T[Key]> }
    : T;

const verbatimMembers = new Set(['DockerLabels', 'Options']);

/** The same value with the members' first letters in lower case; keys inside labels and options stay. */
export function toCamelCase<T>(value: T): CamelCase<T> {
  return convert(value) as CamelCase<T>;
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), verbatimMembers.has(key) ? (inner as unknown) : convert(inner)]),
  );
}
