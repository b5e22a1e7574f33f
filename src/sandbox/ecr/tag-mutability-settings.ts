import type { ImageTagMutability, ImageTagMutabilityExclusionFilter } from '@aws-sdk/client-ecr';
import { invalidParameter } from '../registry/errors.js';
import type { Repository } from '../registry/model.js';

const values = ['MUTABLE', 'IMMUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'] as const;

/** Reads imageTagMutability and its exclusion filters; throws InvalidParameterException when they do not fit together. */
export function readTagMutability(
  mutability: ImageTagMutability = 'MUTABLE',
  filters: readonly ImageTagMutabilityExclusionFilter[] = [],
): Pick<Repository, 'tagMutability' | 'exclusions'> {
  const tagMutability = values.find((value) => value === mutability);
  if (tagMutability === undefined) throw invalidParameter('imageTagMutability', `must be one of ${values.join(', ')}`);

  const name = 'imageTagMutabilityExclusionFilters';
  const needsFilters = tagMutability.endsWith('_WITH_EXCLUSION');
  if (needsFilters && filters.length === 0) throw invalidParameter(name, `must not be empty with ${tagMutability}`);
  if (!needsFilters && filters.length > 0) throw invalidParameter(name, `must not be given with ${tagMutability}`);
  if (filters.length > 5) throw invalidParameter(name, 'must have at most 5 items');
  return { tagMutability, exclusions: filters.map(readFilter) };
}

function readFilter({ filterType, filter = '' }: ImageTagMutabilityExclusionFilter): string {
  if (filterType !== 'WILDCARD') throw invalidParameter('filterType', 'must be WILDCARD');
  const isPattern = /^[0-9a-zA-Z._*-]{1,128}$/.test(filter) && filter.split('*').length <= 3;
  if (!isPattern) throw invalidParameter('filter', "must satisfy regular expression '^[0-9a-zA-Z._*-]{1,128}' and have at most two wildcards");
  return filter;
}
