import type { GetResourcesCommandInput, GetResourcesCommandOutput, TagFilter } from '@aws-sdk/client-resource-groups-tagging-api';
import type { SandboxContext } from '../../context.js';
import type { Handler, TaggedResource } from '../../service.js';
import { invalidParameter } from '../errors.js';
import { pageOf } from '../page.js';

/**
 * Tag filters are joined by AND, values of one key by OR; a key without values fits every value.
 * @see https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export function getResources(context: SandboxContext): Handler<GetResourcesCommandInput, GetResourcesCommandOutput> {
  return async (input) => {
    const { TagFilters: tagFilters = [], ResourceTypeFilters: types = [], ResourceARNList: arns = [] } = input;
    check(input);
    const found = (await context.taggedResources())
      .filter((resource) => tagFilters.every((filter) => hasTag(resource, filter)))
      .filter(({ arn }) => types.length === 0 || types.some((type) => isOfType(arn, type)))
      .filter(({ arn }) => arns.length === 0 || arns.includes(arn))
      .sort((a, b) => (a.arn < b.arn ? -1 : 1));
    const { items, token } = pageOf(found, ({ arn }) => arn, input.ResourcesPerPage ?? 50, input.PaginationToken);
    return {
      PaginationToken: token,
      ResourceTagMappingList: items.map(({ arn, tags }) => ({
        ResourceARN: arn,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      })),
    };
  };
}

function check(input: GetResourcesCommandInput): void {
  const perPage = input.ResourcesPerPage ?? 50;
  if (perPage < 1 || perPage > 100) throw invalidParameter('ResourcesPerPage must be between 1 and 100.');
  if (input.IncludeComplianceDetails || input.ExcludeCompliantResources) {
    throw invalidParameter('The sandbox does not support IncludeComplianceDetails or ExcludeCompliantResources.');
  }
  if (input.ResourceARNList?.length && (input.TagFilters?.length || input.ResourceTypeFilters?.length || input.PaginationToken)) {
    throw invalidParameter('ResourceARNList cannot be combined with TagFilters, ResourceTypeFilters or PaginationToken.');
  }
  if ((input.TagFilters ?? []).some(({ Key: key = '' }) => key === '')) throw invalidParameter('A TagFilter must have a Key.');
}

function hasTag({ tags }: TaggedResource, { Key: key = '', Values: values = [] }: TagFilter): boolean {
  const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
  return value !== undefined && (values.length === 0 || values.includes(value));
}

/** "ecs" is a whole service, "ecs:cluster" one type of it: the word that leads the last part of the ARN. */
function isOfType(arn: string, filter: string): boolean {
  const [service, type] = filter.split(':');
  const [, , arnService, , , ...rest] = arn.split(':');
  return arnService === service && (type === undefined || rest.join(':').split(/[:/]/)[0] === type);
}
