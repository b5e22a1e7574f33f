import type { Collection, Store } from '../store/store.js';
import { repositoryNotFound } from './errors.js';
import type { Repository } from './model.js';

export interface Repositories {
  find(name: string): Repository | undefined;
  /** Throws RepositoryNotFoundException. A registry id of another account has no repositories here. */
  require(name: string, registryId?: string): Repository;
  /** Oldest first. */
  all(): Repository[];
  add(repository: Repository): void;
  update(name: string, change: Partial<Repository>): Repository;
  remove(name: string): void;
}

export function openRepositories(store: Store, accountId: string): Repositories {
  const repositories: Collection<Repository> = store.collection('ecr.repositories');
  return {
    find: (name) => repositories.get(name),
    require: (name, registryId = accountId) => {
      const repository = registryId === accountId ? repositories.get(name) : undefined;
      if (repository === undefined) throw repositoryNotFound(name, registryId);
      return repository;
    },
    all: () => repositories.values(),
    add: (repository) => repositories.set(repository.name, repository),
    update: (name, change) => repositories.update(name, change),
    remove: (name) => void repositories.delete(name),
  };
}
