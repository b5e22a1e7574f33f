import type {
  DeleteRepositoryPolicyCommandInput,
  DeleteRepositoryPolicyCommandOutput,
  GetRepositoryPolicyCommandInput,
  GetRepositoryPolicyCommandOutput,
  SetRepositoryPolicyCommandInput,
  SetRepositoryPolicyCommandOutput,
} from '@aws-sdk/client-ecr';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { repositoryPolicyNotFound } from '../errors.js';
import { requirePolicyText } from '../policy-text.js';

/** Stored and shown; it restricts nobody here. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html */
export function setRepositoryPolicy({ context, registry }: EcrDeps): Handler<SetRepositoryPolicyCommandInput, SetRepositoryPolicyCommandOutput> {
  return ({ repositoryName = '', registryId, policyText = '' }) => {
    registry.repositories.require(repositoryName, registryId);
    requirePolicyText('PolicyText', policyText);
    registry.repositories.update(repositoryName, { policyText });
    return { registryId: context.account.id, repositoryName, policyText };
  };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRepositoryPolicy.html */
export function getRepositoryPolicy(deps: EcrDeps): Handler<GetRepositoryPolicyCommandInput, GetRepositoryPolicyCommandOutput> {
  return ({ repositoryName = '', registryId }) => showPolicy(deps, repositoryName, registryId);
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepositoryPolicy.html */
export function deleteRepositoryPolicy(deps: EcrDeps): Handler<DeleteRepositoryPolicyCommandInput, DeleteRepositoryPolicyCommandOutput> {
  return ({ repositoryName = '', registryId }) => {
    const policy = showPolicy(deps, repositoryName, registryId);
    deps.registry.repositories.update(repositoryName, { policyText: undefined });
    return policy;
  };
}

function showPolicy({ context, registry }: EcrDeps, repositoryName: string, registryId: string | undefined) {
  const { policyText } = registry.repositories.require(repositoryName, registryId);
  if (policyText === undefined) throw repositoryPolicyNotFound(repositoryName, context.account.id);
  return { registryId: context.account.id, repositoryName, policyText };
}
