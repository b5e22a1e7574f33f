import type { IncomingMessage, ServerResponse } from 'node:http';
import { registryHost, type SandboxContext } from '../../context.js';
import type { HttpRoute } from '../../service.js';
import { isRepositoryName, repositoryNamePattern } from '../names.js';
import type { Registry } from '../registry.js';
import { answerBadToken, answerUnauthorized, authenticate } from './authenticate.js';
import { getBlob, headBlob } from './blobs.js';
import { answerEmpty, answerJson } from './exchange.js';
import type { ExchangeHandler } from './exchange.js';
import { deleteManifest, getManifest, putManifest } from './manifests.js';
import { listReferrers } from './referrers.js';
import { methodUnsupported, RegistryError, toRegistryError } from './registry-error.js';
import { listTags } from './tags.js';
import { parseTarget } from './target.js';
import type { Target } from './target.js';
import { deleteUpload, getUpload, patchUpload, postUpload, putUpload } from './uploads.js';

const handlers: Readonly<Record<Exclude<Target['kind'], 'base'>, Readonly<Record<string, ExchangeHandler>>>> = {
  blob: { HEAD: headBlob, GET: getBlob },
  uploads: { POST: postUpload },
  upload: { GET: getUpload, PATCH: patchUpload, PUT: putUpload, DELETE: deleteUpload },
  manifest: { HEAD: getManifest, GET: getManifest, PUT: putManifest, DELETE: deleteManifest },
  tags: { GET: listTags },
  referrers: { GET: listReferrers },
};

/** The OCI distribution API under /v2/, with ECR's authentication and ECR's words. */
export function createRegistryRoute(registry: Registry, context: SandboxContext): HttpRoute {
  return {
    prefix: '/v2/',
    handle: async (request, response) => {
      response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
      try {
        await serve(registry, context, request, response);
      } catch (error) {
        answerError(error, request, response, context);
      }
    },
  };
}

async function serve(registry: Registry, context: SandboxContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const state = authenticate(request.headers.authorization, registry.tokens);
  // A client that logs in asks here; deeper in it has a password of before, and its own words for that ("no basic auth credentials").
  if (state === 'malformed' && /^\/v2\/?(\?|$)/.test(request.url ?? '')) return answerBadToken(response);
  if (state === 'unknown' || state === 'malformed') return answerUnauthorized(response, registryHost(context.endpoint));
  if (state === 'expired') {
    throw new RegistryError(403, 'DENIED', 'Your authorization token has expired. Reauthenticate and try again.');
  }

  const [path = '', search = ''] = splitOnce(request.url ?? '', '?');
  const method = request.method ?? 'GET';
  const target = parseTarget(path);
  if (target === undefined) throw new RegistryError(404, 'UNSUPPORTED', 'The registry has no such path');
  if (target.kind === 'base') {
    if (method !== 'GET' && method !== 'HEAD') throw methodUnsupported(method, ['GET', 'HEAD']);
    return answerEmpty(response, 200);
  }
  if (!isRepositoryName(target.name)) {
    throw new RegistryError(400, 'NAME_INVALID', `A repository name has 2 to 256 characters and must satisfy regular expression '${repositoryNamePattern}'`);
  }
  const ofKind = handlers[target.kind];
  const handle = Object.hasOwn(ofKind, method) ? ofKind[method] : undefined;
  if (handle === undefined) throw methodUnsupported(method, Object.keys(ofKind));
  await handle({
    registry,
    clock: context.clock,
    repository: registry.repositories.require(target.name),
    reference: 'reference' in target ? target.reference : '',
    query: new URLSearchParams(search),
    request,
    response,
  });
}

function answerError(error: unknown, request: IncomingMessage, response: ServerResponse, context: SandboxContext): void {
  // The client went away in the middle: there is nobody to answer.
  if (response.destroyed || request.errored) return void response.destroy();
  const refusal = toRegistryError(error);
  if (refusal === undefined) context.log(`registry: ${request.method} ${request.url} failed: ${error instanceof Error ? error.message : String(error)}`);
  if (response.headersSent) return void response.destroy();
  const { status, code, message, headers } =
    refusal ?? new RegistryError(500, 'UNKNOWN', 'The sandbox could not do this; the reason is in its log (boyacky-lab sandbox logs)');
  // What is left of the body is read away, so that the client gets to the answer and keeps its connection.
  request.resume();
  answerJson(response, status, { errors: [{ code, message }] }, headers);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
