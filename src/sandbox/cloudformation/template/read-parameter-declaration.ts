import { notInSandbox, templateFormatError, validationError } from '../errors.js';
import { isObject } from './parse-text.js';
import type { ParameterDeclaration } from './template.js';

const members = [
  'Type',
  'Default',
  'Description',
  'AllowedValues',
  'AllowedPattern',
  'ConstraintDescription',
  'MinLength',
  'MaxLength',
  'MinValue',
  'MaxValue',
  'NoEcho',
];
const types = /^(String|Number|CommaDelimitedList|List<(Number|String)>|(List<)?AWS::EC2::(AvailabilityZone::Name|[A-Za-z]+::(Id|KeyName|GroupName))>?|AWS::EC2::KeyPair::KeyName)$/;

export function readParameterDeclaration(name: string, value: unknown): ParameterDeclaration {
  const path = `[/Parameters/${name}]`;
  if (!isObject(value)) throw templateFormatError(`${path} Every Parameters object must be an object.`);
  const strange = Object.keys(value).find((member) => !members.includes(member));
  if (strange !== undefined) throw validationError(`Invalid template parameter property '${strange}'`);
  const type = value.Type;
  if (typeof type !== 'string') throw templateFormatError(`${path} Every Parameters object must contain a Type member.`);
  if (type.startsWith('AWS::SSM::')) throw notInSandbox(`parameters of type ${type}`);
  if (!types.test(type)) throw templateFormatError(`Unrecognized parameter type: ${type}`);
  const { AllowedValues: allowed } = value;
  if (allowed !== undefined && !Array.isArray(allowed)) throw templateFormatError(`${path}/AllowedValues must be a list.`);
  return {
    type,
    defaultValue: readScalar(path, 'Default', value.Default),
    description: readScalar(path, 'Description', value.Description),
    allowedValues: allowed?.map(String),
    allowedPattern: readScalar(path, 'AllowedPattern', value.AllowedPattern),
    constraintDescription: readScalar(path, 'ConstraintDescription', value.ConstraintDescription),
    minLength: readNumber(path, 'MinLength', value.MinLength),
    maxLength: readNumber(path, 'MaxLength', value.MaxLength),
    minValue: readNumber(path, 'MinValue', value.MinValue),
    maxValue: readNumber(path, 'MaxValue', value.MaxValue),
    noEcho: value.NoEcho === true || value.NoEcho === 'true',
  };
}

function readScalar(path: string, member: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  throw templateFormatError(`${path}/${member} Every ${member} member must be a string.`);
}

function readNumber(path: string, member: string, value: unknown): number | undefined {
  const text = readScalar(path, member, value);
  if (text === undefined) return undefined;
  if (!Number.isFinite(Number(text))) throw templateFormatError(`${path}/${member} must be a number.`);
  return Number(text);
}
