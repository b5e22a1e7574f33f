import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../shared/clock.js';
import { AwsError } from './aws-error.js';
import { readBody, respond, respondJson } from './http-server.js';
import type { Credentials } from './identity/credentials.js';
import type { Principal } from './identity/principal.js';
import { sameSecret } from './identity/same-secret.js';
import type { RegistryWay } from './registry-way/registry-way.js';
import type { RawResponse, RequestContext, Service } from './service.js';
import type { ServiceHost } from './service-host.js';
import { authenticate } from './wire/authenticate.js';
import { dispatch, internalFailure, newRequestId } from './wire/dispatch.js';
import { routeRequest, type RoutedRequest } from './wire/route-request.js';
import { isJson } from './wire/service-catalogue.js';
import { writeError, writeJsonError } from './wire/write-error.js';

export interface RequestHandlerOptions {
  readonly services: ServiceHost;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly token: string;
  /** The one region that this sandbox plays. */
  readonly region?: string;
  /** Host headers that are answered; everything else may be a hostile page that rebinds DNS. */
  readonly hosts: readonly string[];
  /** Called for every request to the registry, before it is answered. */
  readonly onRegistryRequest?: () => void;
  /** Looks how the engine's daemon comes to the registry; undefined: nobody can look. */
  readonly findRegistryWay?: () => Promise<RegistryWay>;
  /** The same, and nothing is changed by it. */
  readonly tellRegistryWay?: () => Promise<RegistryWay>;
  readonly log: (line: string) => void;
  readonly onShutdown: () => void;
}

/** A service whose operations name resources, so that a role's policies can be asked before it runs. */
interface Authorizable {
  resourcesOf?(operation: string, body: unknown): readonly string[];
}
interface Authorizer {
  authorize?(principal: Principal, action: string, resource: string): void;
}

/** The one door of the sandbox: who may come in, and which room the request belongs to. */
export function createRequestHandler(options: RequestHandlerOptions) {
  const { log } = options;
  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response, options).catch((error: unknown) => {
      log(`request failed: ${describe(error)}`);
      if (response.headersSent) response.destroy();
      else respond(response, writeJsonError(internalFailure(), 'application/json', newRequestId()));
    });
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, options: RequestHandlerOptions): Promise<void> {
  const refusal = refuseStranger(request, options.hosts);
  if (refusal !== undefined) return respondJson(response, 403, { message: refusal });
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (path.startsWith('/_sandbox/')) return await control(request, response, path, options);
  if (path.startsWith('/v2/')) options.onRegistryRequest?.();
  const route = path === '/' ? undefined : await options.services.routeFor(path);
  if (route !== undefined) return await route.handle(request, response);
  if (request.method !== 'POST' || path !== '/') return respondJson(response, 404, { message: 'Nothing here. AWS requests are POST /, the registry is under /v2/.' });
  const body = await readBody(request);
  if (body === undefined) {
    // The rest of an oversized body is not wanted: close rather than read it.
    response.setHeader('connection', 'close');
    return respond(response, writeJsonError(new AwsError('RequestEntityTooLarge', 'The request is too large.', { status: 413 }), 'application/json', newRequestId()));
  }
  respond(response, await answer(request, body, options));
}

/** Only programs on this machine, by the names this machine has here; no web page. */
function refuseStranger({ headers }: IncomingMessage, hosts: readonly string[]): string | undefined {
  if (!hosts.includes(headers.host ?? '')) return `This sandbox does not answer for the host ${JSON.stringify(headers.host ?? '')}.`;
  if (headers.origin !== undefined) return 'This sandbox does not answer web pages.';
  // An image or a script of a page is asked for without an Origin; "none" is what was typed into the address bar.
  if ((headers['sec-fetch-site'] ?? 'none') !== 'none') return 'This sandbox does not answer web pages.';
  return undefined;
}

async function control(request: IncomingMessage, response: ServerResponse, path: string, options: RequestHandlerOptions): Promise<void> {
  if (path === '/_sandbox/health') return respondJson(response, 200, { status: 'ok' });
  // What is open to look at anyway: whoever uses this endpoint without our token (--endpoint-url) finds the app by it.
  const open = path === '/_sandbox/listeners' && request.method === 'GET';
  if (!open && !sameSecret(request.headers['x-boyacky-lab-token'], options.token)) return respondJson(response, 403, { message: 'The token is missing or wrong.' });
  if (path === '/_sandbox/shutdown' && request.method === 'POST') {
    respondJson(response, 202, { status: 'stopping' });
    return options.onShutdown();
  }
  if (path === '/_sandbox/registry-way' && request.method === 'POST') return respondJson(response, 200, (await options.findRegistryWay?.()) ?? { way: 'direct' });
  if (path === '/_sandbox/registry-way' && request.method === 'GET') return respondJson(response, 200, (await options.tellRegistryWay?.()) ?? { way: 'direct' });
  const route = await options.services.routeFor(path);
  if (route === undefined) return respondJson(response, 404, { message: `There is no ${path}.` });
  await route.handle(request, response);
}

async function answer(request: IncomingMessage, body: Buffer, options: RequestHandlerOptions): Promise<RawResponse> {
  const requestId = newRequestId();
  const routed = routeRequest(request.headers, body);
  if (routed === undefined) {
    const unknown = new AwsError('UnknownOperationException', 'The sandbox does not know the service or the operation of this request.', { status: 404 });
    return writeJsonError(unknown, 'application/x-amz-json-1.1', requestId);
  }
  try {
    const [path, query = ''] = (request.url ?? '/').split('?');
    const signed = { method: 'POST', path: path ?? '/', query, headers: request.headers, body };
    const principal = authenticate(signed, routed.service.protocol, options.credentials, options.clock, options.region);
    const context: RequestContext = { requestId, principal };
    const service = await options.services.get(routed.service.name);
    await authorizeRole(principal, routed, body, service, options.services);
    return service.handleRaw === undefined
      ? await dispatch(routed, service, context, (error) => options.log(`${routed.service.name}:${routed.operation} failed: ${describe(error)}`))
      : await service.handleRaw({ operation: routed.operation, headers: request.headers, body, context });
  } catch (error) {
    if (!(error instanceof AwsError)) options.log(`${routed.service.name}:${routed.operation} failed: ${describe(error)}`);
    return writeError(error instanceof AwsError ? error : internalFailure(), routed.service, requestId);
  }
}

/** The owner may do everything; what a role may do, its policies say. */
async function authorizeRole(principal: Principal, { service: { signingName, protocol }, operation }: RoutedRequest, body: Buffer, service: Service, services: ServiceHost): Promise<void> {
  if (principal.kind !== 'role') return;
  const iam = (await services.get('iam')) as Service & Authorizer;
  const resources = (service as Service & Authorizable).resourcesOf?.(operation, parseJson(body)) ?? ['*'];
  try {
    for (const resource of resources) iam.authorize?.(principal, `${actionPrefixes[signingName] ?? signingName}:${operation}`, resource);
  } catch (error) {
    throw error instanceof AwsError && !isJson(protocol) ? new AwsError('AccessDenied', error.message, { status: 403 }) : error;
  }
}

/** Where actions in policies are not named after the signing name. */
const actionPrefixes: Readonly<Record<string, string>> = { tagging: 'tag' };

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return {};
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
