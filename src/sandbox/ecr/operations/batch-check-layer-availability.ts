import type { BatchCheckLayerAvailabilityCommandInput, BatchCheckLayerAvailabilityCommandOutput, Layer, LayerFailure } from '@aws-sdk/client-ecr';
import { invalidParameter } from '../../registry/errors.js';
import { isDigest } from '../../registry/names.js';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';

type Input = BatchCheckLayerAvailabilityCommandInput;
type Output = BatchCheckLayerAvailabilityCommandOutput;

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchCheckLayerAvailability.html */
export function batchCheckLayerAvailability({ registry }: EcrDeps): Handler<Input, Output> {
  return ({ repositoryName = '', registryId, layerDigests = [] }) => {
    registry.repositories.require(repositoryName, registryId);
    if (layerDigests.length < 1 || layerDigests.length > 100) throw invalidParameter('layerDigests', 'must have between 1 and 100 items');
    const layers: Layer[] = [];
    const failures: LayerFailure[] = [];
    for (const layerDigest of layerDigests) {
      if (isDigest(layerDigest)) {
        const layer = registry.layers.claim(repositoryName, layerDigest);
        layers.push(layer ? { layerDigest, layerAvailability: 'AVAILABLE', layerSize: layer.sizeBytes } : { layerDigest, layerAvailability: 'UNAVAILABLE' });
      } else {
        const failureReason = 'Invalid request parameters: layer digest should be sha256:<64 hex digits>';
        failures.push({ layerDigest, failureCode: 'InvalidLayerDigest', failureReason });
      }
    }
    return { layers, failures };
  };
}
