import type { AddTagsCommandInput, AddTagsCommandOutput, RemoveTagsCommandInput, RemoveTagsCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Change, ProviderContext } from './provider.js';
import { updateTags, type KeyValue } from './resource-tags.js';

/** Brings the tags of a load balancing resource from before an update to after it. */
export function updateElbv2Tags(arn: string, change: Change<{ Tags?: KeyValue[] }>, context: ProviderContext): Promise<void> {
  const ResourceArns = [arn];
  return updateTags(change, context, {
    set: (Tags) => context.call<AddTagsCommandInput, AddTagsCommandOutput>('elbv2', 'AddTags', { ResourceArns, Tags }),
    remove: (TagKeys) => context.call<RemoveTagsCommandInput, RemoveTagsCommandOutput>('elbv2', 'RemoveTags', { ResourceArns, TagKeys }),
  });
}
