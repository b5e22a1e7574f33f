import { describe, expect, it } from 'vitest';
import { drawBlueprint, noResourcesYet } from '../../../src/sandbox/cloudformation/template/blueprint.js';
import { notYetKnown } from '../../../src/sandbox/cloudformation/template/evaluate.js';
import { readTemplate } from '../../../src/sandbox/cloudformation/template/read-template.js';

const zones = ['ap-northeast-1a', 'ap-northeast-1c'];
const made = {
  ref: (id: string) => `id-of-${id}`,
  attribute: (id: string, name: string) => (name === 'List' ? [`${id}-1`, `${id}-2`] : `${id}'s ${name}`),
};

/** Evaluates one value in a template with a parameter, a list parameter, conditions and a mapping. */
function valueOf(yaml: string, resources = made): unknown {
  const text = `
Parameters:
  Name: { Type: String, Default: boyacky }
  Items: { Type: CommaDelimitedList, Default: 'a, b,c' }
Mappings:
  Sizes: { small: { cpu: 256 }, large: { cpu: 1024 } }
Conditions:
  IsBoyacky: !Equals [!Ref Name, boyacky]
  IsOther: !Not [!Condition IsBoyacky]
  Both: !And [!Condition IsBoyacky, !Equals [1, '1']]
  Either: !Or [!Condition IsOther, !Condition Both]
Resources:
  Other: { Type: T }
  It:
    Type: T
    Properties:
      Value: ${yaml.includes('\n') ? yaml.replaceAll('\n', '\n        ') : yaml}
`;
  const blueprint = drawBlueprint(readTemplate(text), {
    parameters: { Name: 'boyacky', Items: 'a, b,c' },
    account: { id: '123456789012', region: 'ap-northeast-1', zones },
    stack: { name: 'stack', id: 'arn:stack', notificationArns: [] },
    imported: (name) => `import of ${name}`,
    attributesOf: () => ['Attr', 'List', 'Attr.Inner'],
  });
  const properties = blueprint.evaluate(blueprint.resources.get('It')?.properties, resources) as { Value?: unknown };
  return properties.Value;
}

describe('intrinsic functions, in long and in short form', () => {
  it.each<[string, string, string, unknown]>([
    ['Ref to a parameter', '!Ref Name', '{ Ref: Name }', 'boyacky'],
    ['Ref to a list', '!Ref Items', '{ Ref: Items }', ['a', 'b', 'c']],
    ['Ref to a resource', '!Ref Other', '{ Ref: Other }', 'id-of-Other'],
    ['Ref to a pseudo parameter', '!Ref AWS::Region', '{ Ref: "AWS::Region" }', 'ap-northeast-1'],
    ['GetAtt', '!GetAtt Other.Attr', '{ "Fn::GetAtt": [Other, Attr] }', "Other's Attr"],
    ['GetAtt with a dot in the name', '!GetAtt Other.Attr.Inner', '{ "Fn::GetAtt": Other.Attr.Inner }', "Other's Attr.Inner"],
    ['GetAtt as a list', '!GetAtt [Other, Attr]', '{ "Fn::GetAtt": [Other, Attr] }', "Other's Attr"],
    ['Sub', '!Sub "${Name}-${Other}-${Other.Attr}-${!Name}"', '{ "Fn::Sub": "${Name}-${Other}-${Other.Attr}-${!Name}" }', "boyacky-id-of-Other-Other's Attr-${Name}"],
    ['Sub with variables', '!Sub ["${X}/${Name}", { X: !Ref Other }]', '{ "Fn::Sub": ["${X}/${Name}", { X: { Ref: Other } }] }', 'id-of-Other/boyacky'],
    ['Select', '!Select [1, !Ref Items]', '{ "Fn::Select": [1, { Ref: Items }] }', 'b'],
    ['Select of an attribute', '!Select ["0", !GetAtt Other.List]', '{ "Fn::Select": [0, { "Fn::GetAtt": [Other, List] }] }', 'Other-1'],
    ['GetAZs', "!GetAZs ''", '{ "Fn::GetAZs": { Ref: "AWS::Region" } }', zones],
    ['Join', "!Join ['-', [!Ref Name, x, !Ref AWS::AccountId]]", '{ "Fn::Join": ["-", [{ Ref: Name }, x, { Ref: "AWS::AccountId" }]] }', 'boyacky-x-123456789012'],
    ['Split', "!Split ['-', 'a-b-c']", '{ "Fn::Split": ["-", "a-b-c"] }', ['a', 'b', 'c']],
    ['If, true', '!If [IsBoyacky, yes it is, !Ref Other]', '{ "Fn::If": [IsBoyacky, yes it is, { Ref: Other }] }', 'yes it is'],
    ['If, false', '!If [IsOther, no, !Ref Name]', '{ "Fn::If": [IsOther, no, { Ref: Name }] }', 'boyacky'],
    ['And', '!If [Both, 1, 2]', '{ "Fn::If": [Both, 1, 2] }', '1'],
    ['Or', '!If [Either, 1, 2]', '{ "Fn::If": [Either, 1, 2] }', '1'],
    ['FindInMap', '!FindInMap [Sizes, small, cpu]', '{ "Fn::FindInMap": [Sizes, small, cpu] }', '256'],
    ['ImportValue', '!ImportValue net-VpcId', '{ "Fn::ImportValue": net-VpcId }', 'import of net-VpcId'],
    ['Base64', '!Base64 hello', '{ "Fn::Base64": hello }', 'aGVsbG8='],
    ['Cidr', '!Cidr [10.0.0.0/16, 3, 8]', '{ "Fn::Cidr": [10.0.0.0/16, 3, 8] }', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['NoValue', '!If [IsOther, x, !Ref AWS::NoValue]', '{ "Fn::If": [IsOther, x, { Ref: "AWS::NoValue" }] }', undefined],
    ['NoValue in a list', '[a, !Ref AWS::NoValue, b]', '[a, { Ref: "AWS::NoValue" }, b]', ['a', 'b']],
  ])('%s', (_, short, long, expected) => {
    expect(valueOf(short)).toEqual(expected);
    expect(valueOf(long)).toEqual(expected);
  });

  it('keeps numbers as they are written, and a member named Condition as a member', () => {
    expect(valueOf('"012345678901"')).toBe('012345678901');
    expect(valueOf('012345678901')).toBe('012345678901');
    expect(valueOf('1.10')).toBe('1.10');
    expect(valueOf('{ Version: 2012-10-17, Condition: { StringEquals: { a: b } } }')).toEqual({ Version: '2012-10-17', Condition: { StringEquals: { a: 'b' } } });
  });

  it('leaves open what depends on resources that do not exist yet', () => {
    for (const yaml of ['!Ref Other', '!Sub "x-${Other}"', '!Select [3, !GetAtt Other.List]', "!Join [',', [a, !Ref Other]]"]) {
      expect(valueOf(yaml, noResourcesYet as typeof made)).toBe(notYetKnown);
    }
  });

  it.each([
    ["!Select [2, !GetAZs '']", 'Template error: Fn::Select cannot select nonexistent value at index 2'],
    ['!GetAtt Other.Nothing', 'Template error: resource Other does not support attribute type Nothing in Fn::GetAtt'],
    ['!Ref Nobody', 'Template format error: Unresolved resource dependencies [Nobody] in the Resources block of the template'],
    ['!Sub "${Nobody}"', 'Template format error: Unresolved resource dependencies [Nobody] in the Resources block of the template'],
    ['!FindInMap [Sizes, huge, cpu]', 'Template error: Unable to get mapping for Sizes::huge::cpu'],
    ['!If [Never, 1, 2]', 'Template format error: Unresolved condition dependency Never in the Resources block of the template'],
    ['{ "Fn::Transform": x }', 'Template error: Unsupported function: Fn::Transform'],
  ])('refuses %s', (yaml, message) => {
    expect(() => valueOf(yaml)).toThrow(message);
  });
});
