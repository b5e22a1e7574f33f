import { isJson, serviceCatalogue, type ServiceDescriptor } from './service-catalogue.js';

/** A request whose service and operation are known, with its input still as sent. */
export interface RoutedRequest {
  readonly service: ServiceDescriptor;
  readonly operation: string;
  readonly payload: { readonly json: string } | { readonly form: URLSearchParams };
}

/** undefined: the request names no service and operation that this sandbox knows. */
export function routeRequest(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
): RoutedRequest | undefined {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? routeJson(target, body) : routeQuery(body);
}

function routeJson(target: string, body: Buffer): RoutedRequest | undefined {
  const dot = target.lastIndexOf('.');
  const service = serviceCatalogue.find(({ protocol, key }) => isJson(protocol) && key === target.slice(0, dot));
  const operation = target.slice(dot + 1);
  if (service === undefined || operation === '') return undefined;
  return { service, operation, payload: { json: body.toString('utf8') } };
}

function routeQuery(body: Buffer): RoutedRequest | undefined {
  const form = new URLSearchParams(body.toString('utf8'));
  const operation = form.get('Action');
  // All API versions in the catalogue differ, so the version alone names the service.
  const service = serviceCatalogue.find(({ protocol, key }) => !isJson(protocol) && key === form.get('Version'));
  if (service === undefined || operation === null || operation === '') return undefined;
  return { service, operation, payload: { form } };
}
