import { notInSandbox, validationError } from './errors.js';

export interface AttributeRule {
  readonly initial: string;
  readonly accepts: (value: string) => boolean;
  /** Set when other values exist on AWS, which the sandbox would have to act out and does not. */
  readonly fixed?: true;
}
export type AttributeRules = Readonly<Record<string, AttributeRule>>;

export const flag = (initial: 'true' | 'false'): AttributeRule => oneOf(initial, ['true', 'false']);
export const only = (initial: string): AttributeRule => ({ initial, accepts: (value) => value === initial, fixed: true });
export const oneOf = (initial: string, values: readonly string[]): AttributeRule => ({ initial, accepts: (value) => values.includes(value) });
export const number = (initial: string, low: number, high: number): AttributeRule => ({
  initial,
  accepts: (value) => /^\d+$/.test(value) && Number(value) >= low && Number(value) <= high,
});

/** All attributes after the change, the unset ones at their defaults. */
export function changeAttributes(
  kind: string,
  rules: AttributeRules,
  current: Readonly<Record<string, string>>,
  changes: readonly { readonly Key?: string; readonly Value?: string }[],
): Record<string, string> {
  const next: Record<string, string> = { ...Object.fromEntries(Object.entries(rules).map(([key, { initial }]) => [key, initial])), ...current };
  for (const { Key = '', Value = '' } of changes) {
    const rule = Object.hasOwn(rules, Key) ? rules[Key] : undefined;
    if (!rule) throw validationError(`${kind} attribute key '${Key}' is not recognized`);
    if (!rule.accepts(Value)) {
      if (rule.fixed) throw notInSandbox(`the value '${Value}' for the attribute '${Key}'`);
      throw validationError(`${kind} attribute '${Key}' cannot have the value '${Value}'`);
    }
    next[Key] = Value;
  }
  return next;
}

export function attributeList(attributes: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }));
}
