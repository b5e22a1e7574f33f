import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  ListTagsLogGroupCommandInput,
  ListTagsLogGroupCommandOutput,
  TagLogGroupCommandInput,
  TagLogGroupCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagLogGroupCommandInput,
  UntagLogGroupCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Handler } from '../../service.js';
import { groupNameOf } from '../arn.js';
import { checkTags } from '../check-tags.js';
import type { LogsState } from '../state.js';

export function tagResource(state: LogsState): Handler<TagResourceCommandInput, TagResourceCommandOutput> {
  return ({ resourceArn = '', tags = {} }) => tag(state, groupNameOf(resourceArn), tags);
}

/** The older name of the same, which takes the group's name. */
export function tagLogGroup(state: LogsState): Handler<TagLogGroupCommandInput, TagLogGroupCommandOutput> {
  return ({ logGroupName = '', tags = {} }) => tag(state, logGroupName, tags);
}

export function untagResource(state: LogsState): Handler<UntagResourceCommandInput, UntagResourceCommandOutput> {
  return ({ resourceArn = '', tagKeys = [] }) => untag(state, groupNameOf(resourceArn), tagKeys);
}

export function untagLogGroup(state: LogsState): Handler<UntagLogGroupCommandInput, UntagLogGroupCommandOutput> {
  return ({ logGroupName = '', tags = [] }) => untag(state, logGroupName, tags);
}

export function listTagsForResource(state: LogsState): Handler<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput> {
  return ({ resourceArn = '' }) => ({ tags: { ...state.getGroup(groupNameOf(resourceArn)).tags } });
}

export function listTagsLogGroup(state: LogsState): Handler<ListTagsLogGroupCommandInput, ListTagsLogGroupCommandOutput> {
  return ({ logGroupName = '' }) => ({ tags: { ...state.getGroup(logGroupName).tags } });
}

function tag(state: LogsState, name: string, added: Record<string, string>): Record<string, never> {
  const group = state.getGroup(name);
  const tags = { ...group.tags, ...added };
  checkTags(tags);
  state.saveGroup({ ...group, tags });
  return {};
}

function untag(state: LogsState, name: string, keys: readonly string[]): Record<string, never> {
  const group = state.getGroup(name);
  state.saveGroup({ ...group, tags: Object.fromEntries(Object.entries(group.tags).filter(([key]) => !keys.includes(key))) });
  return {};
}
