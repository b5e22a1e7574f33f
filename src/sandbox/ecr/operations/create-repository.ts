import type { CreateRepositoryCommandInput, CreateRepositoryCommandOutput, EncryptionConfiguration } from '@aws-sdk/client-ecr';
import { invalidParameter, repositoryNotFound } from '../../registry/errors.js';
import type { Repository } from '../../registry/model.js';
import { isRepositoryName, repositoryNamePattern } from '../../registry/names.js';
import type { Handler } from '../../service.js';
import { repositoryArn } from '../arn.js';
import type { EcrDeps } from '../deps.js';
import { repositoryAlreadyExists } from '../errors.js';
import { presentRepository } from '../present.js';
import { readTagMutability } from '../tag-mutability-settings.js';
import { toTagRecord } from '../tags.js';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
export function createRepository(deps: EcrDeps): Handler<CreateRepositoryCommandInput, CreateRepositoryCommandOutput> {
  const { context, registry } = deps;
  return (input) => {
    const name = input.repositoryName ?? '';
    requireName(name);
    if (input.registryId !== undefined && input.registryId !== context.account.id) throw repositoryNotFound(name, input.registryId);
    const repository: Repository = {
      name,
      arn: repositoryArn(context.account, name),
      createdAt: context.clock.now(),
      ...readTagMutability(input.imageTagMutability, input.imageTagMutabilityExclusionFilters),
      scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
      encryption: readEncryption(input.encryptionConfiguration),
      tags: toTagRecord(input.tags),
    };
    if (registry.repositories.find(name)) throw repositoryAlreadyExists(name, context.account.id);
    registry.repositories.add(repository);
    return { repository: presentRepository(deps, repository) };
  };
}

function requireName(name: string): void {
  if (name.length < 2 || name.length > 256) throw invalidParameter('repositoryName', 'must have length between 2 and 256');
  if (!isRepositoryName(name)) {
    throw invalidParameter('repositoryName', `must satisfy regular expression '${repositoryNamePattern}'`);
  }
}

function readEncryption(configuration: EncryptionConfiguration | undefined): Repository['encryption'] {
  const type = configuration?.encryptionType ?? 'AES256';
  if (!['AES256', 'KMS', 'KMS_DSSE'].includes(type)) throw invalidParameter('encryptionType', 'must be one of AES256, KMS, KMS_DSSE');
  const kmsKey = configuration?.kmsKey;
  if (type === 'AES256' && kmsKey !== undefined) throw invalidParameter('kmsKey', 'must not be given with AES256');
  return { type, ...(kmsKey === undefined ? {} : { kmsKey }) };
}
