import type { Repository } from './model.js';

/** Whether `tag` may not be moved to other content in this repository. */
export function isImmutable(repository: Repository, tag: string): boolean {
  const excluded = repository.exclusions.some((pattern) => matchesWildcard(pattern, tag));
  switch (repository.tagMutability) {
    case 'IMMUTABLE':
      return true;
    case 'IMMUTABLE_WITH_EXCLUSION':
      return !excluded;
    case 'MUTABLE_WITH_EXCLUSION':
      return excluded;
    case 'MUTABLE':
      return false;
  }
}

/** `*` stands for any characters; patterns have at most two of them. */
function matchesWildcard(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
