import { notInSandbox, templateError, templateFormatError, validationError } from '../errors.js';
import { cycleIn } from './cycles.js';
import { evaluate, noValue, notYetKnown, type Scope } from './evaluate.js';
import { isObject } from './parse-text.js';
import { parameterValue } from './parameters.js';
import { referencesIn, type Reference } from './references.js';
import type { OutputDeclaration, ResourceDeclaration, Template } from './template.js';

/** What resources have become so far. */
export interface Resources {
  readonly ref: (logicalId: string) => unknown;
  readonly attribute: (logicalId: string, name: string) => unknown;
}

/** Before there is any resource. */
export const noResourcesYet: Resources = { ref: () => notYetKnown, attribute: () => notYetKnown };

export interface BlueprintOptions {
  readonly parameters: Readonly<Record<string, string>>;
  readonly account: { readonly id: string; readonly region: string; readonly zones: readonly string[] };
  readonly stack: { readonly name: string; readonly id: string; readonly notificationArns: readonly string[] };
  readonly imported: (exportName: string) => unknown;
  /** The names that Fn::GetAtt knows for a resource type; undefined: there is no such type. */
  readonly attributesOf: (type: string) => readonly string[] | undefined;
}

/** A template with its parameters and conditions decided. */
export interface Blueprint {
  readonly template: Template;
  /** The resources whose conditions hold, in template order. */
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  /** What must exist before: by reference and by DependsOn. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  evaluate(value: unknown, resources: Resources): unknown;
}

/**
 * Decides conditions and dependencies and checks all that can be checked before anything is made.
 * Throws `ValidationError` with AWS's texts: unresolved or circular dependencies, unknown types and attributes,
 * functions that cannot be carried out.
 */
export function drawBlueprint(template: Template, options: BlueprintOptions): Blueprint {
  refuseUnknownTypes(template, options);
  const conditions = new Map<string, boolean>();
  const scopeFor = (resources: Resources): Scope => ({
    zones: options.account.zones,
    region: options.account.region,
    ref: (name) => {
      const parameter = template.parameters.get(name);
      if (parameter) return parameterValue(parameter, options.parameters[name] ?? '');
      return pseudoParameter(name, options) ?? (template.resources.has(name) ? resources.ref(name) : undefined);
    },
    attribute: resources.attribute,
    condition,
    mapping: (map, top, second) => lookUp(template.mappings, [map, top, second]),
    imported: options.imported,
  });
  const conditionsOnly = scopeFor({ ref: () => undefined, attribute: (id) => void refuseInConditions(id) });
  function condition(name: string): boolean {
    const known = conditions.get(name);
    if (known !== undefined) return known;
    if (!template.conditions.has(name)) throw templateFormatError(`Unresolved condition dependency ${name} in the Resources block of the template`);
    // Set first, so that a condition that leads back to itself ends here instead of never.
    conditions.set(name, false);
    const value = evaluate(template.conditions.get(name), conditionsOnly) === true;
    conditions.set(name, value);
    return value;
  }

  for (const name of template.conditions.keys()) condition(name);
  const isOn = (declaration: { readonly condition?: string }) => declaration.condition === undefined || condition(declaration.condition);
  const resources = new Map([...template.resources].filter(([, declaration]) => isOn(declaration)));
  const outputs = new Map([...template.outputs].filter(([, declaration]) => isOn(declaration)));
  const dependencies = findDependencies(template, resources, condition, options);
  checkReferences(template, 'Outputs', [...outputs.values()].flatMap(({ value, exportName }) => referencesIn([value, exportName], condition)), resources, options);

  const blueprint: Blueprint = {
    template,
    resources,
    outputs,
    dependencies,
    evaluate: (value, made) => evaluate(value, scopeFor(made)),
  };
  // Errors that no resource can cure show here, before anything is made.
  for (const declaration of resources.values()) blueprint.evaluate(declaration.properties, noResourcesYet);
  for (const { value, exportName } of outputs.values()) blueprint.evaluate([value, exportName], noResourcesYet);
  return blueprint;
}

function refuseUnknownTypes(template: Template, { attributesOf }: BlueprintOptions): void {
  const types = [...template.resources.values()].map(({ type }) => type);
  const custom = types.find((type) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource');
  if (custom !== undefined) throw notInSandbox(`custom resources (${custom})`);
  const unknown = [...new Set(types.filter((type) => attributesOf(type) === undefined))];
  if (unknown.length > 0) throw templateFormatError(`Unrecognized resource types: [${unknown.join(', ')}]`);
}

function findDependencies(
  template: Template,
  resources: ReadonlyMap<string, ResourceDeclaration>,
  condition: (name: string) => boolean,
  options: BlueprintOptions,
): Map<string, string[]> {
  const all = [...resources].map(([id, { properties }]) => ({ id, references: referencesIn(properties, condition) }));
  checkReferences(template, 'Resources', all.flatMap(({ references }) => references), resources, options);
  const wanted = [...resources.values()].flatMap(({ dependsOn }) => dependsOn.map((name) => ({ name })));
  // DependsOn may name a resource whose condition does not hold: then there is nothing to wait for.
  checkReferences({ ...template, parameters: new Map() }, 'Resources', wanted, template.resources, options);

  const dependencies = new Map<string, string[]>();
  for (const { id, references } of all) {
    const names = [...references.map(({ name }) => name), ...(resources.get(id)?.dependsOn ?? [])];
    dependencies.set(id, [...new Set(names.filter((name) => resources.has(name)))]);
  }
  const cycle = cycleIn(dependencies);
  if (cycle.length > 0) throw validationError(`Circular dependency between resources: [${cycle.join(', ')}]`);
  return dependencies;
}

function checkReferences(
  template: Template,
  block: 'Resources' | 'Outputs',
  references: readonly Reference[],
  resources: ReadonlyMap<string, ResourceDeclaration>,
  options: BlueprintOptions,
): void {
  const isKnown = ({ name, attribute }: Reference) =>
    resources.has(name) || (attribute === undefined && (template.parameters.has(name) || pseudoParameter(name, options) !== undefined));
  const unresolved = [...new Set(references.filter((reference) => !isKnown(reference)).map(({ name }) => name))];
  if (unresolved.length > 0) {
    throw templateFormatError(`Unresolved resource dependencies [${unresolved.join(', ')}] in the ${block} block of the template`);
  }
  for (const { name, attribute } of references) {
    const type = resources.get(name)?.type;
    if (type === undefined || attribute === undefined) continue;
    if (!options.attributesOf(type)?.includes(attribute)) {
      throw templateError(`resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`);
    }
  }
}

function pseudoParameter(name: string, { account, stack }: BlueprintOptions): unknown {
  switch (name) {
    case 'AWS::AccountId':
      return account.id;
    case 'AWS::Region':
      return account.region;
    case 'AWS::StackName':
      return stack.name;
    case 'AWS::StackId':
      return stack.id;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::NotificationARNs':
      return [...stack.notificationArns];
    case 'AWS::NoValue':
      return noValue;
    default:
      return undefined;
  }
}

function lookUp(value: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  return isObject(value) && Object.hasOwn(value, key) ? lookUp(value[key], rest) : undefined;
}

function refuseInConditions(id: string): never {
  throw templateError(`Unresolved dependencies [${id}]. Cannot reference resources in the Conditions block of the template`);
}
