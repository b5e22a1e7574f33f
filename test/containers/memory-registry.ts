import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface MemoryRegistry {
  /** "127.0.0.1:PORT" */
  readonly host: string;
  readonly blobs: Map<string, Buffer>;
  /** "repository:tag" and "repository@digest" → manifest */
  readonly manifests: Map<string, { type: string; bytes: Buffer }>;
  readonly requests: string[];
  /** When set, what every request is answered with. */
  refusal: { status: number; body: string } | undefined;
}

/** The smallest registry that a push and a pull need: Basic auth AWS:secret, one repository, immutable tags. */
export async function startMemoryRegistry(repository = 'boyacky/web-app'): Promise<MemoryRegistry> {
  const blobs = new Map<string, Buffer>();
  const manifests: MemoryRegistry['manifests'] = new Map();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://registry');
      requests.push(`${request.method} ${url.pathname}`);
      const answer = (status: number, headers: Record<string, string> = {}, content: Buffer | string = '') =>
        response.writeHead(status, { 'docker-distribution-api-version': 'registry/2.0', ...headers }).end(request.method === 'HEAD' ? undefined : content);
      const refuse = (status: number, code: string, message: string) => answer(status, { 'content-type': 'application/json' }, JSON.stringify({ errors: [{ code, message }] }));

      if (registry.refusal) return answer(registry.refusal.status, {}, registry.refusal.body);
      if (request.headers.authorization !== `Basic ${Buffer.from('AWS:secret').toString('base64')}`)
        return answer(401, { 'www-authenticate': `Basic realm="http://${registry.host}/",service="ecr.amazonaws.com"` }, 'Not Authorized\n');
      if (url.pathname === '/v2/') return answer(200, {}, '{}');
      const [, name = '', kind, rest = ''] = /^\/v2\/(.+?)\/(blobs|manifests)\/(.*)$/.exec(url.pathname) ?? [];
      if (name !== repository) return refuse(404, 'NAME_UNKNOWN', `The repository with name '${name}' does not exist in the registry with id '123456789012'`);

      if (kind === 'blobs' && request.method === 'POST') return answer(202, { location: `/v2/${name}/blobs/uploads/${Math.random().toString(36).slice(2)}` });
      if (kind === 'blobs' && request.method === 'PATCH') {
        uploads.set(rest, Buffer.concat([uploads.get(rest) ?? Buffer.alloc(0), body]));
        return answer(202, { location: url.pathname, range: `0-${(uploads.get(rest)?.length ?? 1) - 1}` });
      }
      if (kind === 'blobs' && request.method === 'PUT') {
        const content = Buffer.concat([uploads.get(rest) ?? Buffer.alloc(0), body]);
        if (sha256(content) !== url.searchParams.get('digest')) return refuse(400, 'DIGEST_INVALID', 'no match');
        blobs.set(sha256(content), content);
        return answer(201, { 'docker-content-digest': sha256(content), location: url.pathname });
      }
      if (kind === 'blobs') {
        const blob = blobs.get(rest);
        return blob ? answer(200, { 'content-length': String(blob.length), 'docker-content-digest': rest }, blob) : refuse(404, 'BLOB_UNKNOWN', 'unknown');
      }
      const key = rest.startsWith('sha256:') ? `${name}@${rest}` : `${name}:${rest}`;
      if (request.method === 'PUT') {
        const known = manifests.get(key);
        if (known && !known.bytes.equals(body)) {
          return refuse(400, 'TAG_INVALID', `The image tag '${rest}' already exists in the '${name}' repository and cannot be overwritten because the tag is immutable.`);
        }
        const manifest = { type: request.headers['content-type'] ?? '', bytes: body };
        manifests.set(key, manifest).set(`${name}@${sha256(body)}`, manifest);
        return answer(201, { 'docker-content-digest': sha256(body) });
      }
      const manifest = manifests.get(key);
      if (!manifest) return refuse(404, 'MANIFEST_UNKNOWN', 'Requested image not found');
      return answer(200, { 'content-type': manifest.type, 'content-length': String(manifest.bytes.length), 'docker-content-digest': sha256(manifest.bytes) }, manifest.bytes);
    });
  });
  const uploads = new Map<string, Buffer>();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const registry: MemoryRegistry = { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, blobs, manifests, requests, refusal: undefined };
  return registry;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function sha256(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
