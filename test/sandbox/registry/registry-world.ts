import { createHash } from 'node:crypto';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../../src/shared/clock.js';
import { startTestSandbox } from '../harness.js';
import type { TestSandbox } from '../harness.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
  /** Code and message of the first error in the body. */
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

export interface Call {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  /** Instead of the valid token. '' sends none. */
  readonly authorization?: string;
}

export interface RegistryWorld extends TestSandbox {
  readonly clock: Clock & { advance(ms: number): void };
  readonly host: string;
  /** Sends the path exactly as written: nothing normalises it. */
  http(method: string, path: string, call?: Call): Promise<Answer>;
  createRepository(name: string, settings?: object): Promise<void>;
  pushBlob(repository: string, content: Buffer | string): Promise<string>;
  /** A small image with a layer of this content; gives the manifest and its digest. */
  pushImage(repository: string, reference: string | undefined, content: string): Promise<{ answer: Answer; manifest: string; digest: string }>;
}

export const types = {
  docker: 'application/vnd.docker.distribution.manifest.v2+json',
  list: 'application/vnd.docker.distribution.manifest.list.v2+json',
  oci: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
} as const;

export function digestOf(content: Buffer | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

export function manifestOf(config: string, layers: readonly string[], extra: object = {}): string {
  const descriptor = (digest: string, mediaType: string) => ({ mediaType, size: 1, digest });
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: types.docker,
    config: descriptor(config, 'application/vnd.docker.container.image.v1+json'),
    layers: layers.map((layer) => descriptor(layer, 'application/vnd.docker.image.rootfs.diff.tar.gzip')),
    ...extra,
  });
}

/** A sandbox with ECR only, logged in. */
export async function startRegistryWorld(options: { stateDir?: string; now?: number } = {}): Promise<RegistryWorld> {
  let now = options.now ?? Date.UTC(2026, 10, 20);
  const clock = {
    now: () => now,
    sleep: () => Promise.reject(new Error('nothing in the registry sleeps')),
    advance: (ms: number) => void (now += ms),
  };
  const started = await startTestSandbox({ services: ['ecr'], clock, ...(options.stateDir ? { stateDir: options.stateDir } : {}) });
  const { context } = started.sandbox;
  const token = await context.call<object, { authorizationData: { authorizationToken: string }[] }>('ecr', 'GetAuthorizationToken', {});
  const valid = `Basic ${token.authorizationData[0]?.authorizationToken}`;

  const http: RegistryWorld['http'] = (method, path, { headers = {}, body, authorization = valid } = {}) =>
    send(context.endpoint.port, method, path, { ...headers, ...(authorization === '' ? {} : { authorization }) }, body);

  const pushBlob = async (repository: string, content: Buffer | string) => {
    const digest = digestOf(content);
    const answer = await http('POST', `/v2/${repository}/blobs/uploads/?digest=${digest}`, { body: content });
    if (answer.status !== 201) throw new Error(`blob not taken: ${answer.status} ${answer.text}`);
    return digest;
  };
  return {
    ...started,
    clock,
    host: context.endpoint.host,
    http,
    createRepository: async (repositoryName, settings) => {
      await context.call('ecr', 'CreateRepository', { repositoryName, ...settings });
    },
    pushBlob,
    pushImage: async (repository, reference, content) => {
      const config = await pushBlob(repository, `{"of":"${content}"}`);
      const manifest = manifestOf(config, [await pushBlob(repository, content)]);
      const digest = digestOf(manifest);
      const path = `/v2/${repository}/manifests/${reference ?? digest}`;
      return { manifest, digest, answer: await http('PUT', path, { body: manifest, headers: { 'content-type': types.docker } }) };
    },
  };
}

function send(port: number, method: string, path: string, headers: Record<string, string>, body?: Buffer | string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const all = Buffer.concat(chunks);
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: all, text: all.toString(), error: errorIn(all) });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function errorIn(body: Buffer): Answer['error'] {
  try {
    return (JSON.parse(body.toString()) as { errors?: { code: string; message: string }[] }).errors?.[0];
  } catch {
    return undefined;
  }
}
