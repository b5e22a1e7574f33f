import type { PutImageScanningConfigurationCommandInput, PutImageScanningConfigurationCommandOutput } from '@aws-sdk/client-ecr';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';

type Input = PutImageScanningConfigurationCommandInput;
type Output = PutImageScanningConfigurationCommandOutput;

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageScanningConfiguration.html */
export function putImageScanningConfiguration({ context, registry }: EcrDeps): Handler<Input, Output> {
  return ({ repositoryName = '', registryId, imageScanningConfiguration }) => {
    registry.repositories.require(repositoryName, registryId);
    const scanOnPush = imageScanningConfiguration?.scanOnPush ?? false;
    registry.repositories.update(repositoryName, { scanOnPush });
    return { registryId: context.account.id, repositoryName, imageScanningConfiguration: { scanOnPush } };
  };
}
