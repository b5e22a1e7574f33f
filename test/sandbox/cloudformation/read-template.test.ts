import { describe, expect, it } from 'vitest';
import { requireCapability } from '../../../src/sandbox/cloudformation/template/capabilities.js';
import { cycleIn } from '../../../src/sandbox/cloudformation/template/cycles.js';
import { decideParameters } from '../../../src/sandbox/cloudformation/template/parameters.js';
import { readTemplate } from '../../../src/sandbox/cloudformation/template/read-template.js';

const zones = ['ap-northeast-1a'];

describe('reading a template', () => {
  it('reads YAML and JSON alike', () => {
    const yaml = readTemplate('AWSTemplateFormatVersion: 2010-09-09\nDescription: d\nResources:\n  A:\n    Type: T\n    DependsOn: B\n  B: { Type: T, DeletionPolicy: Retain }');
    const json = readTemplate('{"AWSTemplateFormatVersion":"2010-09-09","Description":"d","Resources":{"A":{"Type":"T","DependsOn":["B"]},"B":{"Type":"T","DeletionPolicy":"Retain"}}}');
    expect(yaml).toEqual(json);
    expect(yaml.resources.get('A')?.dependsOn).toEqual(['B']);
    expect(yaml.resources.get('B')?.deletionPolicy).toBe('Retain');
  });

  it.each([
    ['a: [1', 'Template format error: YAML not well-formed. (line 1, column 6)'],
    ['Resources:\n  A:\n    Type: !Nope x', 'Template format error: YAML not well-formed. (line 3, column 11)'],
    ['{"Resources": }}', 'Template format error: JSON not well-formed. (line 1, column 16)'],
    ['just text', 'Template format error: unsupported structure.'],
    ['Description: x', 'Template format error: At least one Resources member must be defined.'],
    ['Resources:\n  A: { Properties: {} }', 'Template format error: [/Resources/A] Every Resources object must contain a Type member.'],
    ['Resources:\n  A: { Type: T, Propertys: {} }', "Invalid template resource property 'Propertys'"],
    ['Resources:\n  A-B: { Type: T }', 'Template format error: Resources name A-B is non alphanumeric.'],
    ['Resources:\n  A: { Type: T }\nParameter: {}', 'Template format error: Invalid template property or properties [Parameter]'],
    ['Resources:\n  A: { Type: T, Properties: { X: } }', "Template format error: [/Resources/A/Properties/X] 'null' values are not allowed in templates"],
    ['Transform: AWS::Serverless-2016-10-31\nResources:\n  A: { Type: T }', 'The sandbox does not support the template section Transform.'],
    ['Resources:\n  A: { Type: T, DeletionPolicy: Perhaps }', 'Template format error: [/Resources/A] Unrecognized DeletionPolicy Perhaps'],
  ])('refuses %j', (text, message) => {
    expect(() => readTemplate(text)).toThrow(message);
  });
});

describe('parameters', () => {
  const decide = (declaration: string, value?: string) =>
    decideParameters(
      readTemplate(`Parameters:\n  P: ${declaration}\nResources:\n  A: { Type: T }`),
      value === undefined ? [] : [{ ParameterKey: 'P', ParameterValue: value }],
      undefined,
      zones,
    );

  it.each([
    ['{ Type: String, Default: x }', undefined, 'x'],
    ['{ Type: String, Default: x }', 'y', 'y'],
    ['{ Type: Number, MinValue: 1, MaxValue: 5 }', '5', '5'],
    ['{ Type: String, AllowedPattern: "[a-z]+", MinLength: 2 }', 'ab', 'ab'],
    ['{ Type: "List<AWS::EC2::AvailabilityZone::Name>" }', 'ap-northeast-1a', 'ap-northeast-1a'],
    ['{ Type: "AWS::EC2::VPC::Id" }', 'vpc-1', 'vpc-1'],
  ])('takes %s given %s', (declaration, value, expected) => {
    expect(decide(declaration, value)).toEqual({ P: expected });
  });

  it.each([
    ['{ Type: String }', undefined, 'Parameters: [P] must have values'],
    ['{ Type: Number }', 'x', "Parameter 'P' must be a number"],
    ['{ Type: Number, MaxValue: 5 }', '6', "Parameter 'P' must be a number not greater than 5"],
    ['{ Type: String, AllowedValues: [a, b] }', 'c', "Parameter 'P' must be one of AllowedValues"],
    ['{ Type: String, AllowedPattern: "[a-z]+" }', 'A', "Parameter 'P' must match pattern [a-z]+"],
    ['{ Type: String, AllowedPattern: "[a-z]+", ConstraintDescription: small letters }', 'A', 'Parameter P failed to satisfy constraint: small letters'],
    ['{ Type: String, MinLength: 3 }', 'ab', "Parameter 'P' must contain at least 3 characters"],
    ['{ Type: "AWS::EC2::AvailabilityZone::Name" }', 'ap-northeast-1b', 'Parameter validation failed: parameter value ap-northeast-1b for parameter name P does not exist'],
    ['{ Type: Strin }', 'x', 'Template format error: Unrecognized parameter type: Strin'],
    ['{ Type: "AWS::SSM::Parameter::Value<String>" }', 'x', 'The sandbox does not support parameters of type AWS::SSM::Parameter::Value<String>.'],
  ])('refuses %s given %s', (declaration, value, message) => {
    expect(() => decide(declaration, value)).toThrow(message);
  });

  it('refuses a parameter that the template does not have', () => {
    const template = readTemplate('Resources:\n  A: { Type: T }');
    expect(() => decideParameters(template, [{ ParameterKey: 'Q', ParameterValue: '1' }], undefined, zones)).toThrow(
      'Parameters: [Q] do not exist in the template',
    );
  });
});

describe('capabilities', () => {
  const named = readTemplate('Resources:\n  R: { Type: "AWS::IAM::Role", Properties: { RoleName: r } }');
  const unnamed = readTemplate('Resources:\n  R: { Type: "AWS::IAM::Role", Properties: {} }');

  it('asks for the acknowledgement that is needed, and no other', () => {
    expect(() => requireCapability(unnamed, [])).toThrow('Requires capabilities : [CAPABILITY_IAM]');
    expect(() => requireCapability(named, ['CAPABILITY_IAM'])).toThrow('Requires capabilities : [CAPABILITY_NAMED_IAM]');
    expect(() => requireCapability(unnamed, ['CAPABILITY_NAMED_IAM'])).not.toThrow();
    expect(() => requireCapability(named, ['CAPABILITY_NAMED_IAM'])).not.toThrow();
  });
});

describe('cycles', () => {
  it('names the cycle only, not what hangs on it', () => {
    const graph = new Map([
      ['Before', []],
      ['A', ['B', 'Before']],
      ['B', ['A']],
      ['After', ['A']],
    ]);
    expect(cycleIn(graph)).toEqual(['A', 'B']);
    expect(cycleIn(new Map([['A', ['B']], ['B', []]]))).toEqual([]);
  });
});
