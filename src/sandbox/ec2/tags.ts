import type { Tag, TagSpecification } from '@aws-sdk/client-ec2';
import { AwsError } from '../aws-error.js';
import type { RequestContext } from '../service.js';
import { invalidValue } from './errors.js';
import type { Tags } from './model.js';

/** The tags that a create request carries for the resource type that it makes. */
export function tagsOnCreate(
  specifications: readonly TagSpecification[] | undefined,
  resourceType: string,
  request: RequestContext,
): Tags {
  const tags: Record<string, string> = {};
  for (const { ResourceType, Tags: given } of specifications ?? []) {
    if (ResourceType !== resourceType) throw invalidValue(`'${ResourceType ?? ''}' is not a valid taggable resource type for this operation.`);
    Object.assign(tags, checkedTags(given, request));
  }
  return tags;
}

/** Tags as a record. Keys starting with "aws:" are for AWS's own services, as CloudFormation. */
export function checkedTags(given: readonly Tag[] | undefined, request: RequestContext): Tags {
  const tags: Record<string, string> = {};
  for (const { Key = '', Value = '' } of given ?? []) {
    if (Key === '') throw invalidValue('Tag keys cannot be empty');
    if (Key.toLowerCase().startsWith('aws:') && request.principal.kind !== 'service') {
      throw invalidValue(`Value ( ${Key} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use`);
    }
    if (Key.length > 127) throw invalidValue(`Tag key exceeds the maximum length of 127 characters`);
    if (Value.length > 255) throw invalidValue(`Tag value exceeds the maximum length of 255 characters`);
    if (Key in tags) throw invalidValue(`Duplicate tag key '${Key}' specified.`);
    tags[Key] = Value;
  }
  return tags;
}

const ownTagsMax = 50;

/** Refuses more tags than a resource may bear. Tags of AWS's own do not count. */
export function refuseTooManyTags(tags: Tags, id: string): void {
  if (Object.keys(tags).filter((key) => !key.startsWith('aws:')).length <= ownTagsMax) return;
  throw new AwsError('TagLimitExceeded', `More than ${ownTagsMax} tags specified for resource ${id}`);
}

export function tagList(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
