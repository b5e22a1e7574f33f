import { attributeReference, variable } from './evaluate.js';
import { isObject } from './parse-text.js';
import { splitAtFirstDot } from './yaml-tags.js';

export interface Reference {
  /** A parameter, a pseudo parameter or a resource. */
  readonly name: string;
  /** Set for Fn::GetAtt. */
  readonly attribute?: string;
}

/**
 * Everything a value refers to by Ref, Fn::GetAtt and Fn::Sub. Of an Fn::If only the branch that is taken;
 * without `condition` both.
 */
export function referencesIn(value: unknown, condition?: (name: string) => boolean): Reference[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => referencesIn(item, condition));
  if (!isObject(value)) return [];
  const keys = Object.keys(value);
  const [name] = keys;
  if (keys.length !== 1 || name === undefined) return Object.values(value).flatMap((inner) => referencesIn(inner, condition));
  const argument = value[name];
  if (name === 'Ref' && typeof argument === 'string') return [{ name: argument }];
  if (name === 'Fn::GetAtt') {
    const [id, attribute] = attributeReference(argument);
    return [{ name: id, attribute: typeof attribute === 'string' ? attribute : undefined }, ...referencesIn(attribute, condition)];
  }
  if (name === 'Fn::Sub') return referencesOfSub(argument, condition);
  if (name === 'Fn::If' && condition && Array.isArray(argument) && typeof argument[0] === 'string') {
    return referencesIn(condition(argument[0]) ? argument[1] : argument[2], condition);
  }
  return referencesIn(argument, condition);
}

function referencesOfSub(argument: unknown, condition: ((name: string) => boolean) | undefined): Reference[] {
  const [text, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as [unknown, unknown];
  const own = isObject(variables) ? variables : {};
  const names = typeof text === 'string' ? [...text.matchAll(variable)].filter(([, literal]) => literal !== '!').map(([, , name = '']) => name) : [];
  const direct = names.filter((name) => !Object.hasOwn(own, name)).map((name): Reference => {
    const [id = '', attribute] = splitAtFirstDot(name);
    return { name: id, attribute };
  });
  return [...direct, ...referencesIn(Object.values(own), condition)];
}
