import type { DeleteRepositoryCommandInput, DeleteRepositoryCommandOutput } from '@aws-sdk/client-ecr';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { repositoryNotEmpty } from '../errors.js';
import { presentRepository } from '../present.js';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html */
export function deleteRepository(deps: EcrDeps): Handler<DeleteRepositoryCommandInput, DeleteRepositoryCommandOutput> {
  const { context, registry } = deps;
  return ({ repositoryName = '', registryId, force = false }) => {
    const repository = registry.repositories.require(repositoryName, registryId);
    if (!force && registry.images.list(repositoryName).length > 0) throw repositoryNotEmpty(repositoryName, context.account.id);
    registry.removeRepository(repositoryName);
    return { repository: presentRepository(deps, repository) };
  };
}
