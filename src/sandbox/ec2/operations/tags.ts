import type {
  CreateTagsCommandInput,
  CreateTagsCommandOutput,
  DeleteTagsCommandInput,
  DeleteTagsCommandOutput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  ResourceType,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { applyFilters, type FilterTable } from '../filters.js';
import { pageOf } from '../paging.js';
import { taggedKinds, type TaggedKind } from '../tagged.js';
import { checkedTags, refuseTooManyTags } from '../tags.js';

export function createTags(ec2: Ec2): Handler<CreateTagsCommandInput, CreateTagsCommandOutput> {
  return ({ Resources = [], Tags }, request) => {
    const added = checkedTags(Tags, request);
    const targets = Resources.map((id) => target(ec2, id));
    for (const { id, tags } of targets) refuseTooManyTags({ ...tags, ...added }, id);
    for (const { id, tags, collection } of targets) collection.update(id, { tags: { ...tags, ...added } });
    return {};
  };
}

/** Removes the named keys; with a value only where it is that value. Without any, all of the owner's tags. */
export function deleteTags(ec2: Ec2): Handler<DeleteTagsCommandInput, DeleteTagsCommandOutput> {
  return ({ Resources = [], Tags = [] }) => {
    for (const { id, tags, collection } of Resources.map((resource) => target(ec2, resource))) {
      const isGone = ([key, value]: [string, string]) =>
        Tags.length === 0 ? !key.startsWith('aws:') : Tags.some((tag) => tag.Key === key && (tag.Value === undefined || tag.Value === value));
      collection.update(id, { tags: Object.fromEntries(Object.entries(tags).filter((entry) => !isGone(entry))) });
    }
    return {};
  };
}

interface TagOfResource {
  /** Unique, for pages. */
  readonly id: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly key: string;
  readonly value: string;
  readonly tags: Readonly<Record<string, string>>;
}

const filters: FilterTable<TagOfResource> = {
  key: (tag) => [tag.key],
  value: (tag) => [tag.value],
  'resource-id': (tag) => [tag.resourceId],
  'resource-type': (tag) => [tag.resourceType],
};

export function describeTags(ec2: Ec2): Handler<DescribeTagsCommandInput, DescribeTagsCommandOutput> {
  return (input) => {
    const all = taggedKinds(ec2).flatMap(({ resourceType, collection }) =>
      collection.values().flatMap((resource) =>
        Object.entries(resource.tags).map(([key, value]) => ({
          id: `${resource.id}/${key}`,
          resourceId: resource.id,
          resourceType,
          key,
          value,
          tags: { [key]: value },
        })),
      ),
    );
    const { items, nextToken } = pageOf(applyFilters<TagOfResource>(all, input.Filters, filters), input);
    return {
      Tags: items.map(({ resourceId, resourceType, key, value }) => ({
        ResourceId: resourceId,
        ResourceType: resourceType as ResourceType,
        Key: key,
        Value: value,
      })),
      NextToken: nextToken,
    };
  };
}

function target(ec2: Ec2, id: string): { id: string; tags: Readonly<Record<string, string>>; collection: TaggedKind['collection'] } {
  const kind = taggedKinds(ec2).find(({ prefix }) => id.startsWith(`${prefix}-`));
  if (!kind) throw new AwsError('InvalidID', `The ID '${id}' is not valid`);
  return { id, tags: find(kind.collection, kind.kind, id).tags, collection: kind.collection };
}
