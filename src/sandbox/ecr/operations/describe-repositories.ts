import type { DescribeRepositoriesCommandInput, DescribeRepositoriesCommandOutput } from '@aws-sdk/client-ecr';
import { invalidParameter } from '../../registry/errors.js';
import type { Handler } from '../../service.js';
import type { EcrDeps } from '../deps.js';
import { pageOf } from '../page.js';
import { presentRepository } from '../present.js';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html */
export function describeRepositories(deps: EcrDeps): Handler<DescribeRepositoriesCommandInput, DescribeRepositoriesCommandOutput> {
  const { context, registry } = deps;
  return ({ registryId, repositoryNames, nextToken, maxResults }) => {
    if (repositoryNames !== undefined && repositoryNames.length > 0) {
      if (nextToken !== undefined || maxResults !== undefined) {
        throw invalidParameter('repositoryNames', 'must not be given together with nextToken or maxResults');
      }
      if (repositoryNames.length > 100) throw invalidParameter('repositoryNames', 'must have at most 100 items');
      const named = repositoryNames.map((name) => registry.repositories.require(name, registryId));
      return { repositories: named.map((repository) => presentRepository(deps, repository)) };
    }
    const all = registryId === undefined || registryId === context.account.id ? registry.repositories.all() : [];
    const { items, ...next } = pageOf(all, ({ name }) => name, { nextToken, maxResults });
    return { repositories: items.map((repository) => presentRepository(deps, repository)), ...next };
  };
}
