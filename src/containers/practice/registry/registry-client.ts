import { EngineError } from '../../engine.js';
import type { ImageReference } from '../../image-reference.js';
import type { Credentials } from '../store/credentials.js';
import { basicParameter } from '../store/credentials.js';

export interface RegistryCall {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT';
  /** Below /v2/, or a whole URL that the registry gave. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal;
}

/** Speaks HTTP to one registry: https://github.com/opencontainers/distribution-spec */
export interface RegistryClient {
  readonly hasCredentials: boolean;
  url(path: string): string;
  call(call: RegistryCall): Promise<Response>;
}

const ANSWER_TIMEOUT_MS = 120_000;

/** A client with the login that was saved for the registry, if there is one. */
export async function connectRegistry(reference: ImageReference, credentials: Credentials): Promise<RegistryClient> {
  const { registry } = reference;
  if (registry === undefined || registry === 'docker.io')
    throw new EngineError('denied', 'denied: requested access to the resource is denied', {
      hint: { ja: '練習用エンジンが話せるのは、イメージの名前にアドレスのあるレジストリ（ECR のリポジトリの URI など）だけです。Docker Hub には Docker が要ります', en: 'the practice engine only speaks to registries whose address is in the image name, such as an ECR repository URI; for Docker Hub install Docker' },
    });
  return createClient(registry, await credentials.find(registry));
}

/**
 * Asks the registry whether it lets this user in, as `docker login` does.
 *
 * @throws EngineError `denied`
 */
export async function checkLogin(registry: string, username: string, password: string, signal?: AbortSignal): Promise<void> {
  const client = createClient(registry, basicParameter(username, password));
  const response = await client.call({ method: 'GET', path: '', signal });
  await response.arrayBuffer();
  if (response.ok) return;
  throw new EngineError(response.status === 400 ? 'login-refused' : 'denied', `Error response from daemon: login attempt to ${client.url('')} failed with status: ${response.status} ${response.statusText}`, {
    hint: { ja: '新しいパスワードをもらって（aws ecr get-login-password）、ログインし直します', en: 'ask for a new password (aws ecr get-login-password) and log in again' },
  });
}

/** Whether the registry lets in whoever has this login, the parameter of a Basic Authorization header. */
export async function isLetIn(registry: string, login: string, signal?: AbortSignal): Promise<boolean> {
  const response = await createClient(registry, login).call({ method: 'GET', path: '', signal });
  await response.arrayBuffer();
  return response.ok;
}

function createClient(registry: string, login: string | undefined): RegistryClient {
  const base = new URL(`${isLoopback(registry) ? 'http' : 'https'}://${registry}/v2/`);
  return {
    hasCredentials: login !== undefined,
    url: (path) => new URL(path, base).href,
    async call({ method, path, headers, body, signal }) {
      const url = new URL(path, base);
      // A place on another machine (a bucket, say) does not get to see the password.
      const authorization: Record<string, string> = login !== undefined && url.origin === base.origin ? { authorization: `Basic ${login}` } : {};
      const limit = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
      try {
        return await fetch(url, { method, headers: { ...headers, ...authorization }, body, signal: signal ? AbortSignal.any([signal, limit]) : limit });
      } catch (cause) {
        if (signal?.aborted) throw new EngineError('interrupted', 'the transfer was interrupted', { cause });
        throw new EngineError('registry-unreachable', `Error response from daemon: ${method} "${url.href}": ${reasonOf(cause)}`, {
          cause,
          hint: { ja: `${registry} が正しく、ここから届くかを確かめます`, en: `check that ${registry} is right and can be reached from here` },
        });
      }
    },
  };
}

function isLoopback(registry: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(registry);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause ? String(cause.code) : '';
  const words: Readonly<Record<string, string>> = { ECONNREFUSED: 'connection refused', ENOTFOUND: 'no such host', ETIMEDOUT: 'i/o timeout', ECONNRESET: 'connection reset by peer' };
  return words[code] ?? (cause.message || code);
}
