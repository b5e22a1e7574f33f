import type { SandboxContext } from '../context.js';

/** An image in the sandbox's own registry. */
export interface EcrImage {
  readonly repositoryName: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const ecrHost = /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com$/;

/**
 * Reads an image reference of the registry: under the sandbox's address or under the name that ECR would have.
 * undefined: the image is somewhere else.
 */
export function parseEcrImage(reference: string, { endpoint, account }: Pick<SandboxContext, 'endpoint' | 'account'>): EcrImage | undefined {
  const slash = reference.indexOf('/');
  if (slash < 0) return undefined;
  const host = reference.slice(0, slash);
  const own = isOurs(host, endpoint) || host === `${account.id}.dkr.ecr.${account.region}.amazonaws.com`;
  if (!own) return undefined;
  const [name = '', digest] = reference.slice(slash + 1).split('@');
  const colon = name.lastIndexOf(':');
  if (colon >= 0) return { repositoryName: name.slice(0, colon), tag: name.slice(colon + 1), digest };
  return { repositoryName: name, tag: digest === undefined ? 'latest' : undefined, digest };
}

/** Whether an image is in an ECR registry of any account: those need an execution role. */
export function isEcrReference(reference: string, { endpoint }: Pick<SandboxContext, 'endpoint'>): boolean {
  const host = reference.split('/')[0] ?? '';
  return ecrHost.test(host) || isOurs(host, endpoint);
}

function isOurs(host: string, { host: own, port, relayHost }: SandboxContext['endpoint']): boolean {
  return host === own || host === `localhost:${port}` || host === relayHost;
}
