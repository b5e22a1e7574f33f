import type { Words } from '../../../shared/words.js';
import type { EngineErrorCode } from '../../engine.js';
import { EngineError } from '../../engine.js';
import type { ImageReference } from '../../image-reference.js';
import { formatReference, repositoryName } from '../../image-reference.js';

/** The registry's codes as docker spells them. https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes */
const SPELLINGS: Readonly<Record<string, readonly [string, EngineErrorCode]>> = {
  NAME_UNKNOWN: ['name unknown', 'repository-not-found'],
  NAME_INVALID: ['name invalid', 'failed'],
  TAG_INVALID: ['tag invalid', 'tag-immutable'],
  MANIFEST_UNKNOWN: ['manifest unknown', 'image-not-found'],
  MANIFEST_INVALID: ['manifest invalid', 'failed'],
  MANIFEST_BLOB_UNKNOWN: ['blob unknown', 'failed'],
  BLOB_UNKNOWN: ['blob unknown to registry', 'failed'],
  BLOB_UPLOAD_INVALID: ['blob upload invalid', 'failed'],
  BLOB_UPLOAD_UNKNOWN: ['blob upload unknown', 'failed'],
  DIGEST_INVALID: ['provided digest did not match uploaded content', 'failed'],
  UNAUTHORIZED: ['unauthorized', 'denied'],
  DENIED: ['denied', 'denied'],
  UNSUPPORTED: ['unsupported', 'unsupported'],
  TOOMANYREQUESTS: ['toomanyrequests', 'rate-limited'],
};

const LOG_IN = 'aws ecr get-login-password | docker login --username AWS --password-stdin REGISTRY';

/** What docker prints when a registry refuses a push. */
export async function pushError(response: Response, hasCredentials: boolean): Promise<EngineError> {
  const { text, code } = await readRefusal(response, hasCredentials);
  return new EngineError(code, text, { hint: hintFor(code) });
}

/** What docker prints when a registry refuses a pull. */
export async function pullError(response: Response, hasCredentials: boolean, reference: ImageReference, url: string): Promise<EngineError> {
  const { text, code } = await readRefusal(response, hasCredentials);
  const name = repositoryName(reference);
  const words =
    code === 'not-logged-in'
      ? `Head "${url}": ${text}`
      : code === 'repository-not-found'
        ? `repository ${name} not found: ${text}`
        : code === 'image-not-found'
          ? `manifest for ${formatReference(reference)} not found: ${text}`
          : code === 'denied'
            ? `pull access denied for ${name}, repository does not exist or may require 'docker login': ${text}`
            : text;
  return new EngineError(code, `Error response from daemon: ${words}`, { hint: hintFor(code) });
}

async function readRefusal(response: Response, hasCredentials: boolean): Promise<{ text: string; code: EngineErrorCode }> {
  const body = await response.text();
  if (response.status === 401 && !hasCredentials) return { text: 'no basic auth credentials', code: 'not-logged-in' };
  const first = firstError(body);
  if (!first) {
    if (response.status === 401) return { text: 'unauthorized: authentication required', code: 'denied' };
    if (response.status === 404) return { text: 'manifest unknown: Requested image not found', code: 'image-not-found' };
    return { text: `received unexpected HTTP status: ${response.status} ${response.statusText}`, code: 'failed' };
  }
  const [spelling, code] = SPELLINGS[first.code] ?? [first.code.toLowerCase().replaceAll('_', ' '), 'failed'];
  const text = `${spelling}: ${first.message}`;
  return { text, code: /authorization token has expired/i.test(text) ? 'token-expired' : code };
}

function firstError(body: string): { code: string; message: string } | undefined {
  try {
    const { errors } = JSON.parse(body) as { errors?: readonly { code?: unknown; message?: unknown }[] };
    const [first] = errors ?? [];
    return first && typeof first.code === 'string' ? { code: first.code, message: typeof first.message === 'string' ? first.message : '' } : undefined;
  } catch {
    return undefined;
  }
}

function hintFor(code: EngineErrorCode): Words | undefined {
  if (code === 'not-logged-in' || code === 'token-expired') return LOG_IN;
  if (code === 'repository-not-found') return { ja: '先にリポジトリを作ります: aws ecr create-repository --repository-name NAME', en: 'create the repository first: aws ecr create-repository --repository-name NAME' };
  if (code === 'tag-immutable') return { ja: '新しいイメージには新しいタグを付けます', en: 'give the new image a new tag' };
  return undefined;
}
