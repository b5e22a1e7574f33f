import { EngineError } from './engine.js';

export interface ImageReference {
  /** "host" or "host:port"; undefined is Docker Hub. */
  readonly registry: string | undefined;
  /** "boyacky/web-app" */
  readonly repository: string;
  readonly tag: string | undefined;
  /** "sha256:…" */
  readonly digest: string | undefined;
}

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const REGISTRY = /^(?:localhost|\[[0-9a-fA-F:]+\]|[a-zA-Z0-9][a-zA-Z0-9.-]*)(?::\d{1,5})?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * Takes "host:port/repository:tag@digest" apart, by the grammar of
 * https://github.com/distribution/reference (the parts that docker's commands accept).
 *
 * @throws EngineError `failed` "invalid reference format", docker's own words.
 */
export function parseReference(text: string): ImageReference {
  const [named = '', digest, ...more] = text.split('@');
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const path = hasTag ? named.slice(0, colon) : named;
  const tag = hasTag ? named.slice(colon + 1) : undefined;

  const slash = path.indexOf('/');
  const first = slash < 0 ? '' : path.slice(0, slash);
  const isHost = first.includes('.') || first.includes(':') || first === 'localhost';
  const registry = isHost ? first : undefined;
  const repository = isHost ? path.slice(slash + 1) : path;

  const valid =
    more.length === 0 &&
    REPOSITORY.test(repository) &&
    (registry === undefined || REGISTRY.test(registry)) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest));
  if (!valid) {
    const capitals = repository !== repository.toLowerCase() ? `: repository name (${repository}) must be lowercase` : '';
    throw new EngineError('failed', `invalid reference format${capitals}`, { hint: { ja: `"${text}" はイメージの名前（"boyacky/web-app:1.0" など）ではありません`, en: `"${text}" is not an image reference such as "boyacky/web-app:1.0"` } });
  }
  return { registry, repository, tag, digest };
}

/** "host/repository", the name without tag and digest. */
export function repositoryName(reference: ImageReference): string {
  return reference.registry ? `${reference.registry}/${reference.repository}` : reference.repository;
}

/** The one spelling of a reference: the tag "latest" is written out unless a digest is given. */
export function formatReference(reference: ImageReference): string {
  const name = repositoryName(reference);
  if (reference.digest) return `${name}@${reference.digest}`;
  return `${name}:${reference.tag ?? 'latest'}`;
}
