import { templateError } from '../errors.js';
import { cidrBlocks } from './cidr-blocks.js';
import { isObject } from './parse-text.js';
import { splitAtFirstDot } from './yaml-tags.js';

/** What functions in a template can ask for. */
export interface Scope {
  readonly zones: readonly string[];
  readonly region: string;
  /** Parameters, pseudo parameters and resources; undefined: there is no such name. */
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, top: string, second: string): unknown;
  imported(exportName: string): unknown;
}

/** Stands for what is not known before a resource exists; whatever is made of it is unknown as well. */
export const notYetKnown = Symbol('not yet known');

/** AWS::NoValue: the property (or item) is as if not written. */
export const noValue = Symbol('AWS::NoValue');

/** The value with every intrinsic function in it carried out. Throws `ValidationError`, "Template error: …". */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope)).filter((item) => item !== noValue);
  if (!isObject(value)) return value;
  const [name, argument, ...more] = Object.entries(value).flat();
  if (typeof name === 'string' && more.length === 0 && isFunction(name, argument)) return functions[name]?.(argument, scope);
  const entries = Object.entries(value).map(([key, inner]) => [key, evaluate(inner, scope)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== noValue));
}

/** `Condition` is a function only where its argument is a name: in IAM policies it is a member like others. */
function isFunction(name: string, argument: unknown): boolean {
  if (name.startsWith('Fn::') && !Object.hasOwn(functions, name)) throw templateError(`Unsupported function: ${name}`);
  return Object.hasOwn(functions, name) && (name !== 'Condition' || typeof argument === 'string');
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const functions: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => {
    if (typeof name !== 'string') throw templateError('every Ref object must have a single String value.');
    const value = scope.ref(name);
    if (value === undefined) throw templateError(`Unresolved dependencies [${name}]. Cannot reference resources in the Conditions block of the template`);
    return value;
  },
  'Fn::GetAtt': (argument, scope) => {
    const [id, name] = attributeReference(argument);
    return scope.attribute(id, typeof name === 'string' ? name : textOf(evaluate(name, scope), 'Fn::GetAtt'));
  },
  'Fn::Sub': (argument, scope) => {
    const [text, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as unknown[];
    if (typeof text !== 'string' || !isObject(variables)) {
      throw templateError(
        "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
      );
    }
    return substitute(text, (name) => (Object.hasOwn(variables, name) ? evaluate(variables[name], scope) : named(name, scope)));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, items] = pair(argument, scope, 'Fn::Join');
    if (separator === notYetKnown || items === notYetKnown) return notYetKnown;
    if (typeof separator !== 'string' || !Array.isArray(items)) {
      throw templateError('every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.');
    }
    if (items.includes(notYetKnown)) return notYetKnown;
    return items.map((item) => textOf(item, 'Fn::Join')).join(separator);
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = pair(argument, scope, 'Fn::Split');
    if (separator === notYetKnown || text === notYetKnown) return notYetKnown;
    if (typeof separator !== 'string' || separator === '' || typeof text !== 'string') {
      throw templateError('every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.');
    }
    return text.split(separator);
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = pair(argument, scope, 'Fn::Select');
    if (index === notYetKnown || items === notYetKnown) return notYetKnown;
    const position = Number(index);
    if (!Array.isArray(items) || !Number.isInteger(position)) {
      throw templateError('Fn::Select requires a list argument with two elements: an integer index and a list');
    }
    if (position < 0 || position >= items.length) throw templateError(`Fn::Select cannot select nonexistent value at index ${position}`);
    return items[position] as unknown;
  },
  'Fn::GetAZs': (argument, scope) => {
    const region = evaluate(argument, scope);
    if (region !== '' && region !== scope.region) throw templateError(`Fn::GetAZs: the sandbox is the region ${scope.region} only, not ${String(region)}`);
    return [...scope.zones];
  },
  'Fn::FindInMap': (argument, scope) => {
    const keys = evaluate(argument, scope);
    if (!Array.isArray(keys) || keys.length !== 3) throw templateError('Fn::FindInMap requires 3 arguments: map name, top level key and second level key');
    const [map, top, second] = keys.map((key) => textOf(key, 'Fn::FindInMap'));
    const found = scope.mapping(map ?? '', top ?? '', second ?? '');
    if (found === undefined) throw templateError(`Unable to get mapping for ${keys.join('::')}`);
    return found;
  },
  'Fn::ImportValue': (argument, scope) => scope.imported(textOf(evaluate(argument, scope), 'Fn::ImportValue')),
  'Fn::Base64': (argument, scope) => {
    const text = evaluate(argument, scope);
    return text === notYetKnown ? text : Buffer.from(textOf(text, 'Fn::Base64')).toString('base64');
  },
  'Fn::Cidr': (argument, scope) => {
    const [block, count, bits] = Array.isArray(argument) ? argument.map((item: unknown) => evaluate(item, scope)) : [];
    if ([block, count, bits].includes(notYetKnown)) return notYetKnown;
    return cidrBlocks(String(block), Number(count), Number(bits ?? 8));
  },
  Condition: (name, scope) => scope.condition(String(name)),
  'Fn::If': (argument, scope) => {
    if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
      throw templateError('Fn::If requires a list argument with three elements: a condition name and two values');
    }
    return evaluate(scope.condition(argument[0]) ? argument[1] : argument[2], scope);
  },
  'Fn::Equals': (argument, scope) => {
    if (!Array.isArray(argument) || argument.length !== 2) throw templateError('Fn::Equals requires a list argument with two elements');
    const [one, other] = argument.map((item: unknown) => evaluate(item, scope));
    return comparable(one) === comparable(other);
  },
  'Fn::And': (argument, scope) => truths('Fn::And', argument, scope).every(Boolean),
  'Fn::Or': (argument, scope) => truths('Fn::Or', argument, scope).some(Boolean),
  'Fn::Not': (argument, scope) => {
    if (!Array.isArray(argument) || argument.length !== 1) throw templateError('Fn::Not requires a list argument with one element');
    return !isTrue(evaluate(argument[0], scope));
  },
};

/** Both forms of Fn::GetAtt's argument: ["Id", "Name"] and "Id.Name". */
export function attributeReference(argument: unknown): [logicalId: string, name: unknown] {
  const parts: unknown = typeof argument === 'string' ? splitAtFirstDot(argument) : argument;
  if (!Array.isArray(parts) || parts.length !== 2 || typeof parts[0] !== 'string') {
    throw templateError('every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute');
  }
  return [parts[0], parts[1]];
}

/** `${Name}`, `${Id.Attribute}` and `${!literal}` in a text for Fn::Sub. */
export const variable = /\$\{(!?)\s*([^}]*?)\s*\}/g;

function substitute(text: string, valueOf: (name: string) => unknown): unknown {
  let complete = true;
  const result = text.replace(variable, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    const value = valueOf(name);
    if (value === notYetKnown) complete = false;
    return value === notYetKnown ? '' : textOf(value, 'Fn::Sub');
  });
  return complete ? result : notYetKnown;
}

function named(name: string, scope: Scope): unknown {
  const value = name.includes('.') ? scope.attribute(...(splitAtFirstDot(name) as [string, string])) : scope.ref(name);
  if (value === undefined) throw templateError(`variable ${name} in Fn::Sub expression does not resolve to a string`);
  return value;
}

function pair(argument: unknown, scope: Scope, name: string): [unknown, unknown] {
  if (!Array.isArray(argument) || argument.length !== 2) throw templateError(`${name} requires a list argument with two elements`);
  return [evaluate(argument[0], scope), evaluate(argument[1], scope)];
}

function truths(name: string, argument: unknown, scope: Scope): boolean[] {
  if (!Array.isArray(argument) || argument.length < 2 || argument.length > 10) throw templateError(`${name} requires a list argument with two to ten elements`);
  return argument.map((item: unknown) => isTrue(evaluate(item, scope)));
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function comparable(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function textOf(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw templateError(`${where} expects a string where it was given ${value === noValue ? 'AWS::NoValue' : JSON.stringify(value)}`);
}
