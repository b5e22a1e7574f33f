import { paginateGetResources, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { createSender, type ClientConfig } from './sender.js';

export interface TaggedResource {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface TaggedResources {
  /** Everything in the region that bears all these tags. */
  find(tags: Readonly<Record<string, string>>): Promise<readonly TaggedResource[]>;
}

export function createTaggedResources(config: ClientConfig): TaggedResources {
  const tagging = createSender('tag', () => new ResourceGroupsTaggingAPIClient(config));
  return {
    find: (tags) =>
      tagging(async (client) => {
        const found: TaggedResource[] = [];
        const TagFilters = Object.entries(tags).map(([Key, value]) => ({ Key, Values: [value] }));
        for await (const page of paginateGetResources({ client }, { TagFilters })) {
          for (const each of page.ResourceTagMappingList ?? []) {
            found.push({
              arn: each.ResourceARN ?? '',
              tags: Object.fromEntries((each.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
            });
          }
        }
        return found;
      }),
  };
}
