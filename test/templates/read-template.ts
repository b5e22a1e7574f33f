import { readFileSync } from 'node:fs';
import { parse, type CollectionTag, type ScalarTag } from 'yaml';

export interface Resource {
  readonly Type: string;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Description: string; readonly Value: unknown }>>;
}

/** Reads `templates/boyacky.yaml` with every short form spelt out: `!Ref A` is `{ Ref: 'A' }`. */
export function readTemplate(): Template {
  const text = readFileSync(new URL('../../templates/boyacky.yaml', import.meta.url), 'utf8');
  return parse(text, { customTags: ['Ref', 'Sub', 'GetAtt', 'Select', 'GetAZs', 'If', 'Equals', 'Join'].flatMap(spellOut) }) as Template;
}

function spellOut(name: string): (ScalarTag | CollectionTag)[] {
  const longName = name === 'Ref' ? name : `Fn::${name}`;
  const scalar: ScalarTag = {
    tag: `!${name}`,
    resolve: (text) => ({ [longName]: name === 'GetAtt' ? text.split('.') : text }),
  };
  const list: CollectionTag = {
    tag: `!${name}`,
    collection: 'seq',
    resolve: (items) => ({ [longName]: items.toJSON() as unknown }),
  };
  return [scalar, list];
}

/** Every name that a value refers to by Ref, Fn::GetAtt or `${Name}` in Fn::Sub, at any depth. */
export function findReferences(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(findReferences);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return [String(inner)];
    if (key === 'Fn::GetAtt' && Array.isArray(inner)) return [String(inner[0])];
    if (key === 'Fn::Sub') return [...String(inner).matchAll(/\$\{([^}.]+)[^}]*\}/g)].map((match) => match[1] ?? '');
    return findReferences(inner);
  });
}
