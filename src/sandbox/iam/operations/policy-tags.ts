import type {
  ListPolicyTagsCommandInput,
  ListPolicyTagsCommandOutput,
  TagPolicyCommandInput,
  TagPolicyCommandOutput,
  UntagPolicyCommandInput,
  UntagPolicyCommandOutput,
} from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { ownPolicy } from '../own-policy.js';
import { pageOf } from '../page.js';
import type { IamState } from '../state.js';
import { mergeTags, removeTags, tagList } from '../tags.js';

export function tagPolicy(state: IamState): Handler<TagPolicyCommandInput, TagPolicyCommandOutput> {
  return ({ PolicyArn: arn = '', Tags: added }) => {
    const policy = ownPolicy(state, arn, 'TagPolicy');
    state.policies.save({ ...policy, tags: mergeTags(policy.tags, added) });
    return {};
  };
}

export function untagPolicy(state: IamState): Handler<UntagPolicyCommandInput, UntagPolicyCommandOutput> {
  return ({ PolicyArn: arn = '', TagKeys: keys }) => {
    const policy = ownPolicy(state, arn, 'UntagPolicy');
    state.policies.save({ ...policy, tags: removeTags(policy.tags, keys) });
    return {};
  };
}

export function listPolicyTags({ policies }: IamState): Handler<ListPolicyTagsCommandInput, ListPolicyTagsCommandOutput> {
  return (input) => {
    const { items, ...page } = pageOf(tagList(policies.get(input.PolicyArn ?? '').tags), ({ Key }) => Key ?? '', input);
    return { Tags: items, ...page };
  };
}
