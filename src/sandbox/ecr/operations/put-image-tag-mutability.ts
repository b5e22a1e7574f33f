import type { PutImageTagMutabilityCommandInput, PutImageTagMutabilityCommandOutput } from '@aws-sdk/client-ecr';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { presentExclusions } from '../present.js';
import { readTagMutability } from '../tag-mutability-settings.js';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageTagMutability.html */
export function putImageTagMutability({ context, registry }: EcrDeps): Handler<PutImageTagMutabilityCommandInput, PutImageTagMutabilityCommandOutput> {
  return ({ repositoryName = '', registryId, imageTagMutability, imageTagMutabilityExclusionFilters }) => {
    registry.repositories.require(repositoryName, registryId);
    const settings = readTagMutability(imageTagMutability, imageTagMutabilityExclusionFilters);
    const repository = registry.repositories.update(repositoryName, settings);
    return {
      registryId: context.account.id,
      repositoryName,
      imageTagMutability: repository.tagMutability,
      ...presentExclusions(repository),
    };
  };
}
