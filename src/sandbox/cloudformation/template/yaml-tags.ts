import { Pair, Scalar, YAMLMap, type CollectionTag, type ScalarTag, type Tags, type YAMLSeq } from 'yaml';

const functions = ['And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAZs', 'If', 'ImportValue', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub'];

/** The short forms of intrinsic functions (`!Sub …`) as YAML tags that read as the long ones (`Fn::Sub: …`). */
export function shortForms(): (ScalarTag | CollectionTag)[] {
  const names: [short: string, long: string][] = [
    ['!Ref', 'Ref'],
    ['!Condition', 'Condition'],
    ...functions.map((name): [string, string] => [`!${name}`, `Fn::${name}`]),
  ];
  return [
    ...names.map(([tag, long]): ScalarTag => ({ tag, resolve: (text) => ({ [long]: text }) })),
    { tag: '!GetAtt', resolve: (text) => ({ 'Fn::GetAtt': splitAtFirstDot(text) }) },
    ...[...names, ['!GetAtt', 'Fn::GetAtt'] as const].flatMap(([tag, long]): CollectionTag[] => [
      { tag, collection: 'seq', nodeClass: undefined, resolve: (node) => wrap(long, node) },
      { tag, collection: 'map', nodeClass: undefined, resolve: (node) => wrap(long, node) },
    ]),
  ];
}

/**
 * YAML's core types without numbers: CloudFormation keeps numbers as they are written, so that an account id
 * of "012345678901" or a version "1.10" stays what it is.
 */
export function withoutNumbers(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag === 'string' || !/:(int|float)$/.test(tag.tag));
}

export function splitAtFirstDot(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

function wrap(name: string, node: YAMLMap | YAMLSeq): YAMLMap {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar(name), node));
  return map;
}
