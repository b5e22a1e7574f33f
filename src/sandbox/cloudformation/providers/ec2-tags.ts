import type {
  CreateTagsCommandInput,
  CreateTagsCommandOutput,
  DeleteTagsCommandInput,
  DeleteTagsCommandOutput,
  ResourceType,
  TagSpecification,
} from '@aws-sdk/client-ec2';
import type { Change, ProviderContext } from './provider.js';
import { resourceAndSystemTags, updateTags, type KeyValue } from './resource-tags.js';

/** `TagSpecifications` for a create request of EC2. */
export function tagSpecifications(resourceType: ResourceType, own: readonly KeyValue[] | undefined, context: ProviderContext): TagSpecification[] {
  return [{ ResourceType: resourceType, Tags: resourceAndSystemTags(own, context) }];
}

/** Brings the tags of an EC2 resource from before an update to after it. */
export function updateEc2Tags(physicalId: string, change: Change<{ Tags?: KeyValue[] }>, context: ProviderContext): Promise<void> {
  const Resources = [physicalId];
  return updateTags(change, context, {
    set: (Tags) => context.call<CreateTagsCommandInput, CreateTagsCommandOutput>('ec2', 'CreateTags', { Resources, Tags }),
    remove: (keys) =>
      context.call<DeleteTagsCommandInput, DeleteTagsCommandOutput>('ec2', 'DeleteTags', { Resources, Tags: keys.map((Key) => ({ Key })) }),
  });
}
