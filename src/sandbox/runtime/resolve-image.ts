import type { BatchGetImageCommandInput, BatchGetImageCommandOutput } from '@aws-sdk/client-ecr';
import { AwsError } from '../aws-error.js';
import { registryHost, type SandboxContext } from '../context.js';
import { parseEcrImage } from './ecr-image.js';
import { StartFailure, startFailureText } from './start-failure.js';

export interface ResolvedImage {
  /** "host/repository@sha256:…", or the reference itself for other registries. */
  readonly pullReference: string;
  readonly digest: string | undefined;
  readonly isIndex: boolean;
}

/**
 * Finds the digest behind an image reference of the sandbox's registry.
 * @throws StartFailure when there is no such repository or image
 */
export async function resolveImage(
  context: SandboxContext,
  reference: string,
  knownDigest: string | undefined,
  container: string,
): Promise<ResolvedImage> {
  const image = parseEcrImage(reference, context);
  if (!image) return { pullReference: reference, digest: undefined, isIndex: false };
  const digest = knownDigest ?? image.digest;
  const answer = await context
    .call<BatchGetImageCommandInput, BatchGetImageCommandOutput>('ecr', 'BatchGetImage', {
      repositoryName: image.repositoryName,
      imageIds: [digest === undefined ? { imageTag: image.tag } : { imageDigest: digest }],
    })
    .catch((error: unknown) => {
      if (error instanceof AwsError && error.code === 'RepositoryNotFoundException') return undefined;
      throw error;
    });
  const found = answer?.images?.[0];
  const foundDigest = found?.imageId?.imageDigest;
  if (found === undefined || foundDigest === undefined) throw new StartFailure(startFailureText.imageNotFound(reference), container);
  return {
    pullReference: `${registryHost(context.endpoint)}/${image.repositoryName}@${foundDigest}`,
    digest: foundDigest,
    isIndex: /image\.index|manifest\.list/.test(found.imageManifestMediaType ?? ''),
  };
}
