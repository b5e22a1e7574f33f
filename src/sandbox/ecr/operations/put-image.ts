import type { PutImageCommandInput, PutImageCommandOutput } from '@aws-sdk/client-ecr';
import { invalidParameter } from '../../registry/errors.js';
import { isTag } from '../../registry/names.js';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { imageAlreadyExists } from '../errors.js';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html */
export function putImage({ context, registry }: EcrDeps): Handler<PutImageCommandInput, PutImageCommandOutput> {
  return ({ repositoryName = '', registryId, imageManifest = '', imageManifestMediaType, imageTag, imageDigest }) => {
    const repository = registry.repositories.require(repositoryName, registryId);
    if (imageTag !== undefined && !isTag(imageTag)) {
      throw invalidParameter('imageTag', "must satisfy regular expression '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}'");
    }
    const { image, changed } = registry.images.put(repository, {
      manifest: Buffer.from(imageManifest),
      ...(imageManifestMediaType === undefined ? {} : { mediaType: imageManifestMediaType }),
      ...(imageTag === undefined ? {} : { tag: imageTag }),
      ...(imageDigest === undefined ? {} : { digest: imageDigest }),
    });
    if (!changed) throw imageAlreadyExists(image.digest, imageTag, repositoryName, context.account.id);
    return {
      image: {
        registryId: context.account.id,
        repositoryName,
        imageId: { imageDigest: image.digest, ...(imageTag === undefined ? {} : { imageTag }) },
        imageManifest,
        imageManifestMediaType: image.mediaType,
      },
    };
  };
}
