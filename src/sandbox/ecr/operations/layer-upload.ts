import type {
  CompleteLayerUploadCommandInput,
  CompleteLayerUploadCommandOutput,
  InitiateLayerUploadCommandInput,
  InitiateLayerUploadCommandOutput,
  UploadLayerPartCommandInput,
  UploadLayerPartCommandOutput,
} from '@aws-sdk/client-ecr';
import { invalidParameter } from '../../registry/errors.js';
import { isDigest } from '../../registry/names.js';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { emptyUpload, invalidLayerPart, layerAlreadyExists } from '../errors.js';

const partSizeBytes = 10 * 1024 * 1024;

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_InitiateLayerUpload.html */
export function initiateLayerUpload({ registry }: EcrDeps): Handler<InitiateLayerUploadCommandInput, InitiateLayerUploadCommandOutput> {
  return ({ repositoryName = '', registryId }) => {
    registry.repositories.require(repositoryName, registryId);
    return { uploadId: registry.uploads.begin(repositoryName).id, partSize: partSizeBytes };
  };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UploadLayerPart.html */
export function uploadLayerPart({ context, registry }: EcrDeps): Handler<UploadLayerPartCommandInput, UploadLayerPartCommandOutput> {
  return async ({ repositoryName = '', registryId, uploadId = '', partFirstByte, partLastByte, layerPartBlob = new Uint8Array() }) => {
    registry.repositories.require(repositoryName, registryId);
    const { sizeBytes } = registry.uploads.status(repositoryName, uploadId);
    const fits = partFirstByte === sizeBytes && partLastByte === sizeBytes + layerPartBlob.byteLength - 1;
    if (!fits) throw invalidLayerPart(uploadId, repositoryName, context.account.id, sizeBytes);
    const upload = await registry.uploads.append(repositoryName, uploadId, once(layerPartBlob));
    return { registryId: context.account.id, repositoryName, uploadId, lastByteReceived: upload.sizeBytes - 1 };
  };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CompleteLayerUpload.html */
export function completeLayerUpload({ context, registry }: EcrDeps): Handler<CompleteLayerUploadCommandInput, CompleteLayerUploadCommandOutput> {
  return ({ repositoryName = '', registryId, uploadId = '', layerDigests = [] }) => {
    registry.repositories.require(repositoryName, registryId);
    if (registry.uploads.status(repositoryName, uploadId).sizeBytes === 0) throw emptyUpload(uploadId);
    const [digest = ''] = layerDigests;
    if (layerDigests.length !== 1 || !isDigest(digest)) throw invalidParameter('layerDigests', 'must be one digest of the form sha256:<64 hex digits>');
    if (registry.layers.claim(repositoryName, digest)) throw layerAlreadyExists(digest, repositoryName, context.account.id);
    registry.uploads.commit(repositoryName, uploadId, digest);
    return { registryId: context.account.id, repositoryName, uploadId, layerDigest: digest };
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
