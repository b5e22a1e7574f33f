import type { StartImageScanCommandInput, StartImageScanCommandOutput } from '@aws-sdk/client-ecr';
import { isIndexType, isScannable } from '../../registry/manifest.js';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { scanQuotaExceeded, unsupportedImageType } from '../errors.js';
import { requireImage } from '../require-image.js';
import { scanStateOf } from '../scan.js';

const oncePerMs = 24 * 3_600_000;

/**
 * One scan an image in 24 hours, the one on push included:
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartImageScan.html
 */
export function startImageScan(deps: EcrDeps): Handler<StartImageScanCommandInput, StartImageScanCommandOutput> {
  const { context, registry } = deps;
  return ({ repositoryName = '', registryId, imageId = {} }) => {
    const image = requireImage(deps, repositoryName, registryId, imageId);
    if (!isScannable(image)) throw unsupportedImageType(isIndexType(image.mediaType) ? image.mediaType : (image.artifactMediaType ?? image.mediaType));
    const now = context.clock.now();
    if (image.scan && now - image.scan.startedAt < oncePerMs) throw scanQuotaExceeded();
    const scanned = registry.images.update(image, { scan: { startedAt: now } });
    const state = scanStateOf(scanned, context);
    return {
      registryId: context.account.id,
      repositoryName,
      imageId: { imageDigest: image.digest, ...(imageId.imageTag === undefined ? {} : { imageTag: imageId.imageTag }) },
      ...(state ? { imageScanStatus: state.status } : {}),
    };
  };
}
