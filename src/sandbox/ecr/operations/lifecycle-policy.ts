import type {
  DeleteLifecyclePolicyCommandInput,
  DeleteLifecyclePolicyCommandOutput,
  GetLifecyclePolicyCommandInput,
  GetLifecyclePolicyCommandOutput,
  PutLifecyclePolicyCommandInput,
  PutLifecyclePolicyCommandOutput,
} from '@aws-sdk/client-ecr';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { lifecyclePolicyNotFound } from '../errors.js';
import { requirePolicyText } from '../policy-text.js';

/** Stored and shown, not carried out. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html */
export function putLifecyclePolicy({ context, registry }: EcrDeps): Handler<PutLifecyclePolicyCommandInput, PutLifecyclePolicyCommandOutput> {
  return ({ repositoryName = '', registryId, lifecyclePolicyText = '' }) => {
    registry.repositories.require(repositoryName, registryId);
    requirePolicyText('LifecyclePolicyText', lifecyclePolicyText);
    registry.repositories.update(repositoryName, { lifecyclePolicyText });
    return { registryId: context.account.id, repositoryName, lifecyclePolicyText };
  };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicy.html */
export function getLifecyclePolicy(deps: EcrDeps): Handler<GetLifecyclePolicyCommandInput, GetLifecyclePolicyCommandOutput> {
  return ({ repositoryName = '', registryId }) => showPolicy(deps, repositoryName, registryId);
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteLifecyclePolicy.html */
export function deleteLifecyclePolicy(deps: EcrDeps): Handler<DeleteLifecyclePolicyCommandInput, DeleteLifecyclePolicyCommandOutput> {
  return ({ repositoryName = '', registryId }) => {
    const policy = showPolicy(deps, repositoryName, registryId);
    deps.registry.repositories.update(repositoryName, { lifecyclePolicyText: undefined });
    return policy;
  };
}

function showPolicy({ context, registry }: EcrDeps, repositoryName: string, registryId: string | undefined) {
  const { lifecyclePolicyText } = registry.repositories.require(repositoryName, registryId);
  if (lifecyclePolicyText === undefined) throw lifecyclePolicyNotFound(repositoryName, context.account.id);
  return { registryId: context.account.id, repositoryName, lifecyclePolicyText };
}
