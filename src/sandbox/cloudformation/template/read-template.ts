import { templateFormatError, notInSandbox, validationError } from '../errors.js';
import { isObject, parseText } from './parse-text.js';
import { readParameterDeclaration } from './read-parameter-declaration.js';
import { deletionPolicies, type DeletionPolicy, type OutputDeclaration, type ResourceDeclaration, type Template } from './template.js';

const sections = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'];
const sectionsNotHere = ['Transform', 'Rules', 'Hooks'];
const resourceMembers = ['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];
const resourceMembersNotHere = ['CreationPolicy', 'UpdatePolicy'];

/**
 * Reads a template and checks its structure; what its values refer to is checked later.
 * Throws `ValidationError` with AWS's texts; sections the sandbox lacks (transforms, rules) are refused by name.
 */
export function readTemplate(text: string): Template {
  const root = parseText(text);
  const here = Object.keys(root);
  const missing = here.find((name) => sectionsNotHere.includes(name));
  if (missing !== undefined) throw notInSandbox(`the template section ${missing}`);
  const strange = here.filter((name) => !sections.includes(name));
  if (strange.length > 0) throw templateFormatError(`Invalid template property or properties [${strange.join(', ')}]`);
  const { AWSTemplateFormatVersion: version, Description: description } = root;
  if (version !== undefined && version !== '2010-09-09') throw templateFormatError(`Template format version ${JSON.stringify(version)} is not supported.`);
  if (description !== undefined && typeof description !== 'string') throw templateFormatError('Description must be a string.');

  const resources = readSection(root, 'Resources', readResource);
  if (resources.size === 0) throw templateFormatError('At least one Resources member must be defined.');
  return {
    version,
    description,
    metadata: root.Metadata,
    parameters: readSection(root, 'Parameters', readParameterDeclaration),
    mappings: root.Mappings ?? {},
    conditions: readSection(root, 'Conditions', (_, value) => value),
    resources,
    outputs: readSection(root, 'Outputs', readOutput),
  };
}

function readSection<T>(root: Record<string, unknown>, section: string, read: (name: string, value: unknown) => T): Map<string, T> {
  const value = root[section] ?? {};
  if (!isObject(value)) throw templateFormatError(`[/${section}] The ${section} section must be an object.`);
  for (const name of Object.keys(value)) {
    if (!/^[A-Za-z0-9]{1,255}$/.test(name)) throw templateFormatError(`${section} name ${name} is non alphanumeric.`);
  }
  return new Map(Object.entries(value).map(([name, member]) => [name, read(name, member)]));
}

function readResource(name: string, value: unknown): ResourceDeclaration {
  const path = `[/Resources/${name}]`;
  if (!isObject(value)) throw templateFormatError(`${path} Every Resources object must be an object.`);
  const { Type: type, Properties: properties = {}, DependsOn: dependsOn = [], Condition: condition } = value;
  if (typeof type !== 'string') throw templateFormatError(`${path} Every Resources object must contain a Type member.`);
  const missing = Object.keys(value).find((member) => resourceMembersNotHere.includes(member));
  if (missing !== undefined) throw notInSandbox(`the resource attribute ${missing}`);
  const strange = Object.keys(value).find((member) => !resourceMembers.includes(member));
  if (strange !== undefined) throw validationError(`Invalid template resource property '${strange}'`);
  if (!isObject(properties)) throw templateFormatError(`${path} Every Properties member must be an object.`);
  const dependencies = Array.isArray(dependsOn) ? dependsOn : [dependsOn];
  if (!dependencies.every((item) => typeof item === 'string')) throw templateFormatError('DependsOn must be a string or a list of strings.');
  if (condition !== undefined && typeof condition !== 'string') throw templateFormatError(`Every Condition member must be a string.`);
  const deletionPolicy = readPolicy(path, 'DeletionPolicy', value.DeletionPolicy);
  return {
    type,
    properties,
    dependsOn: dependencies,
    condition,
    deletionPolicy,
    updateReplacePolicy: readPolicy(path, 'UpdateReplacePolicy', value.UpdateReplacePolicy),
    metadata: value.Metadata,
  };
}

function readPolicy(path: string, member: string, value: unknown): DeletionPolicy {
  if (value === undefined) return 'Delete';
  if (value === 'Snapshot') throw notInSandbox(`${member} Snapshot`);
  const policy = deletionPolicies.find((candidate) => candidate === value);
  if (policy === undefined) throw templateFormatError(`${path} Unrecognized ${member} ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return policy;
}

function readOutput(name: string, value: unknown): OutputDeclaration {
  if (!isObject(value) || value.Value === undefined) throw templateFormatError(`[/Outputs/${name}] Every Outputs member must contain a Value object`);
  const { Description: description, Condition: condition, Export: exported } = value;
  if (description !== undefined && typeof description !== 'string') throw templateFormatError(`[/Outputs/${name}/Description] must be a string.`);
  if (condition !== undefined && typeof condition !== 'string') throw templateFormatError(`[/Outputs/${name}/Condition] must be a string.`);
  if (exported !== undefined && (!isObject(exported) || exported.Name === undefined)) {
    throw templateFormatError(`[/Outputs/${name}/Export] Every Export member must contain a Name.`);
  }
  return { value: value.Value, description, condition, exportName: isObject(exported) ? exported.Name : undefined };
}
