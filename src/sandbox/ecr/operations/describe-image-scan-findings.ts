import type { DescribeImageScanFindingsCommandInput, DescribeImageScanFindingsCommandOutput } from '@aws-sdk/client-ecr';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { scanNotFound } from '../errors.js';
import { requireImage } from '../require-image.js';
import { scanStateOf } from '../scan.js';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImageScanFindings.html */
export function describeImageScanFindings(deps: EcrDeps): Handler<DescribeImageScanFindingsCommandInput, DescribeImageScanFindingsCommandOutput> {
  const { context } = deps;
  return ({ repositoryName = '', registryId, imageId = {} }) => {
    const image = requireImage(deps, repositoryName, registryId, imageId);
    const state = scanStateOf(image, context);
    if (state === undefined) throw scanNotFound(imageId, repositoryName, context.account.id);
    return {
      registryId: context.account.id,
      repositoryName,
      imageId: { imageDigest: image.digest, ...(imageId.imageTag === undefined ? {} : { imageTag: imageId.imageTag }) },
      imageScanStatus: state.status,
      ...(state.completedAt === undefined
        ? {}
        : { imageScanFindings: { imageScanCompletedAt: state.completedAt, findings: [], findingSeverityCounts: {} } }),
    };
  };
}
