import type { Operation, Service, ServiceName } from '../../../src/sandbox/service.js';
import { serviceCatalogue, type ServiceDescriptor } from '../../../src/sandbox/wire/service-catalogue.js';

// Shapes as the SDK's clients export them, small enough to read: [kind, namespace, name, traits, …].

export const string = 0;
export const number = 1;
export const boolean = 2;
export const time = 4;
export const bytes = 21;
export const bigInteger = 17;

const traits = (given: object | undefined): unknown => given ?? 0;

/** The required members are the first ones. */
export const struct = (members: Readonly<Record<string, unknown>>, required = 0): unknown => [3, 'test', 'Shape', 0, Object.keys(members), Object.values(members), required];
export const listOf = (element: unknown, given?: object): unknown => [1, 'test', 'List', traits(given), element];
export const mapOf = (value: unknown, given?: object, key: unknown = string): unknown => [2, 'test', 'Map', traits(given), key, value];
/** A member with a name of its own on the wire. */
export const named = (schema: unknown, given: object): unknown => [() => schema, given];

export const operationOf = (input: unknown, output: unknown, handle: Operation['handle'] = () => ({})): Operation => ({ schema: [9, 'test', 'Act', 0, input, output], handle });

export function serviceWith(operation: Operation, name: ServiceName = 'ecs'): Service {
  return { name, operations: { Act: operation } };
}

export function described(name: ServiceName): ServiceDescriptor {
  const found = serviceCatalogue.find((each) => each.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}
