import { BlockList, isIPv6 } from 'node:net';
import { matchArn, matchPattern } from './match-pattern.js';

/** What is known of a request: key ("aws:PrincipalArn") → value or values. Keys are compared without regard to case. */
export type ConditionKeys = Readonly<Record<string, string | readonly string[]>>;

type Condition = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/**
 * Whether every operator of a Condition block holds. An operator that is not known here makes the block not hold,
 * whatever the effect of its statement.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function matchCondition(condition: Condition | undefined, keys: ConditionKeys): boolean {
  const known = new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]));
  return Object.entries(condition ?? {}).every(([operator, block]) =>
    Object.entries(block).every(([key, expected]) => holds(operator, expected, known.get(key.toLowerCase()))),
  );
}

function holds(operator: string, expected: readonly string[], actual: readonly string[] | undefined): boolean {
  const [, quantifier, name = '', ifExists] = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/i.exec(operator) ?? [];
  if (name.toLowerCase() === 'null') return expected.some((value) => (value.toLowerCase() === 'true') === (actual === undefined));
  const negated = positiveOf[name.toLowerCase()];
  const test = tests[negated ?? name.toLowerCase()];
  if (test === undefined) return false;
  if (actual === undefined) {
    return ifExists !== undefined || negated !== undefined || quantifier?.toLowerCase() === 'forallvalues';
  }
  const fits = (value: string) => expected.some((pattern) => test(pattern, value)) !== (negated !== undefined);
  if (quantifier?.toLowerCase() === 'forallvalues') return actual.every(fits);
  return actual.some(fits);
}

const positiveOf: Readonly<Record<string, string>> = {
  stringnotequals: 'stringequals',
  stringnotequalsignorecase: 'stringequalsignorecase',
  stringnotlike: 'stringlike',
  arnnotequals: 'arnlike',
  arnnotlike: 'arnlike',
  numericnotequals: 'numericequals',
  datenotequals: 'dateequals',
  notipaddress: 'ipaddress',
};

type Test = (expected: string, actual: string) => boolean;

const numeric =
  (compare: (actual: number, expected: number) => boolean): Test =>
  (expected, actual) =>
    compare(Number(actual), Number(expected));

const date =
  (compare: (actual: number, expected: number) => boolean): Test =>
  (expected, actual) =>
    compare(toTime(actual), toTime(expected));

const tests: Readonly<Record<string, Test>> = {
  stringequals: (expected, actual) => expected === actual,
  stringequalsignorecase: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  stringlike: matchPattern,
  arnequals: matchArn,
  arnlike: matchArn,
  bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  numericequals: numeric((a, b) => a === b),
  numericlessthan: numeric((a, b) => a < b),
  numericlessthanequals: numeric((a, b) => a <= b),
  numericgreaterthan: numeric((a, b) => a > b),
  numericgreaterthanequals: numeric((a, b) => a >= b),
  dateequals: date((a, b) => a === b),
  datelessthan: date((a, b) => a < b),
  datelessthanequals: date((a, b) => a <= b),
  dategreaterthan: date((a, b) => a > b),
  dategreaterthanequals: date((a, b) => a >= b),
  ipaddress: isInSubnet,
};

function toTime(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function isInSubnet(cidr: string, address: string): boolean {
  const [network = '', bits] = cidr.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  const subnet = new BlockList();
  try {
    subnet.addSubnet(network, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
    return subnet.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  } catch {
    return false;
  }
}
