import {
  BatchCheckLayerAvailability$,
  BatchDeleteImage$,
  BatchGetImage$,
  CompleteLayerUpload$,
  CreateRepository$,
  DeleteLifecyclePolicy$,
  DeleteRepository$,
  DeleteRepositoryPolicy$,
  DescribeImageScanFindings$,
  DescribeImages$,
  DescribeRepositories$,
  GetAuthorizationToken$,
  GetLifecyclePolicy$,
  GetRepositoryPolicy$,
  InitiateLayerUpload$,
  ListImages$,
  ListTagsForResource$,
  PutImage$,
  PutImageScanningConfiguration$,
  PutImageTagMutability$,
  PutLifecyclePolicy$,
  SetRepositoryPolicy$,
  StartImageScan$,
  TagResource$,
  UntagResource$,
  UploadLayerPart$,
} from '@aws-sdk/client-ecr';
import type { SandboxContext } from '../context.js';
import { createRegistryRoute } from '../registry/http/route.js';
import { openRegistry } from '../registry/registry.js';
import { operation } from '../service.js';
import type { Service } from '../service.js';
import type { EcrDeps } from './deps.js';
import { batchCheckLayerAvailability } from './operations/batch-check-layer-availability.js';
import { batchDeleteImage } from './operations/batch-delete-image.js';
import { batchGetImage } from './operations/batch-get-image.js';
import { createRepository } from './operations/create-repository.js';
import { deleteRepository } from './operations/delete-repository.js';
import { describeImageScanFindings } from './operations/describe-image-scan-findings.js';
import { describeImages } from './operations/describe-images.js';
import { describeRepositories } from './operations/describe-repositories.js';
import { getAuthorizationToken } from './operations/get-authorization-token.js';
import { completeLayerUpload, initiateLayerUpload, uploadLayerPart } from './operations/layer-upload.js';
import { deleteLifecyclePolicy, getLifecyclePolicy, putLifecyclePolicy } from './operations/lifecycle-policy.js';
import { listImages } from './operations/list-images.js';
import { putImage } from './operations/put-image.js';
import { putImageScanningConfiguration } from './operations/put-image-scanning-configuration.js';
import { putImageTagMutability } from './operations/put-image-tag-mutability.js';
import { deleteRepositoryPolicy, getRepositoryPolicy, setRepositoryPolicy } from './operations/repository-policy.js';
import { listTagsForResource, tagResource, untagResource } from './operations/resource-tags.js';
import { startImageScan } from './operations/start-image-scan.js';
import { resourcesOf } from './resources-of.js';

/** ECR; it also says which repository a request is about, so that a role's policies can be asked. */
export interface EcrService extends Service {
  /** `body`: the parsed request. */
  resourcesOf(operation: string, body: unknown): readonly string[];
}

/** Amazon ECR: its API and, under /v2/, the registry that docker talks to. Both see the same images. */
export function createEcrService(context: SandboxContext): EcrService {
  const registry = openRegistry(context);
  const deps: EcrDeps = { context, registry };
  return {
    name: 'ecr',
    operations: {
      CreateRepository: operation(CreateRepository$, createRepository(deps)),
      DescribeRepositories: operation(DescribeRepositories$, describeRepositories(deps)),
      DeleteRepository: operation(DeleteRepository$, deleteRepository(deps)),
      GetAuthorizationToken: operation(GetAuthorizationToken$, getAuthorizationToken(deps)),
      DescribeImages: operation(DescribeImages$, describeImages(deps)),
      ListImages: operation(ListImages$, listImages(deps)),
      BatchGetImage: operation(BatchGetImage$, batchGetImage(deps)),
      BatchDeleteImage: operation(BatchDeleteImage$, batchDeleteImage(deps)),
      PutImage: operation(PutImage$, putImage(deps)),
      BatchCheckLayerAvailability: operation(BatchCheckLayerAvailability$, batchCheckLayerAvailability(deps)),
      InitiateLayerUpload: operation(InitiateLayerUpload$, initiateLayerUpload(deps)),
      UploadLayerPart: operation(UploadLayerPart$, uploadLayerPart(deps)),
      CompleteLayerUpload: operation(CompleteLayerUpload$, completeLayerUpload(deps)),
      PutImageTagMutability: operation(PutImageTagMutability$, putImageTagMutability(deps)),
      PutImageScanningConfiguration: operation(PutImageScanningConfiguration$, putImageScanningConfiguration(deps)),
      StartImageScan: operation(StartImageScan$, startImageScan(deps)),
      DescribeImageScanFindings: operation(DescribeImageScanFindings$, describeImageScanFindings(deps)),
      TagResource: operation(TagResource$, tagResource(deps)),
      UntagResource: operation(UntagResource$, untagResource(deps)),
      ListTagsForResource: operation(ListTagsForResource$, listTagsForResource(deps)),
      PutLifecyclePolicy: operation(PutLifecyclePolicy$, putLifecyclePolicy(deps)),
      GetLifecyclePolicy: operation(GetLifecyclePolicy$, getLifecyclePolicy(deps)),
      DeleteLifecyclePolicy: operation(DeleteLifecyclePolicy$, deleteLifecyclePolicy(deps)),
      SetRepositoryPolicy: operation(SetRepositoryPolicy$, setRepositoryPolicy(deps)),
      GetRepositoryPolicy: operation(GetRepositoryPolicy$, getRepositoryPolicy(deps)),
      DeleteRepositoryPolicy: operation(DeleteRepositoryPolicy$, deleteRepositoryPolicy(deps)),
    },
    httpRoutes: [createRegistryRoute(registry, context)],
    resourcesOf: (_, body) => resourcesOf(context.account, body),
    taggedResources: () =>
      registry.repositories
        .all()
        .filter(({ tags }) => Object.keys(tags).length > 0)
        .map(({ arn, tags }) => ({ arn, tags })),
  };
}
