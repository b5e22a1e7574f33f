import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Tags } from '../../scheduler/model.js';
import type { Handler } from '../../service.js';
import { lastPart } from '../arn.js';
import type { Ecs } from '../ecs.js';
import { clusterNotFound, resourceNotFound } from '../errors.js';
import { mergeTags, tagList } from '../tags.js';

export function tagResource(ecs: Ecs): Handler<TagResourceCommandInput, TagResourceCommandOutput> {
  return ({ resourceArn = '', tags }) => {
    const resource = findTagged(ecs, resourceArn);
    resource.setTags(mergeTags(resource.tags, tags));
    return {};
  };
}

export function untagResource(ecs: Ecs): Handler<UntagResourceCommandInput, UntagResourceCommandOutput> {
  return ({ resourceArn = '', tagKeys = [] }) => {
    const resource = findTagged(ecs, resourceArn);
    resource.setTags(Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !tagKeys.includes(key))));
    return {};
  };
}

export function listTagsForResource(ecs: Ecs): Handler<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput> {
  return ({ resourceArn = '' }) => ({ tags: tagList(findTagged(ecs, resourceArn).tags) });
}

interface Tagged {
  readonly tags: Tags;
  readonly setTags: (tags: Tags) => void;
}

function findTagged({ state }: Ecs, arn: string): Tagged {
  const cluster = state.clusters.get(lastPart(arn));
  if (/:cluster\//.test(arn)) {
    if (cluster?.arn !== arn || cluster.status !== 'ACTIVE') throw clusterNotFound();
    return { tags: cluster.tags, setTags: (tags) => void state.clusters.update(cluster.name, { tags }) };
  }
  const service = state.services.get(arn);
  if (service) return { tags: service.tags, setTags: (tags) => void state.services.update(arn, { tags }) };
  const taskDefinition = state.taskDefinitions.get(arn);
  if (taskDefinition) return { tags: taskDefinition.tags, setTags: (tags) => void state.taskDefinitions.update(arn, { tags }) };
  const task = state.tasks.get(arn);
  if (task) return { tags: task.tags, setTags: (tags) => void state.tasks.update(arn, { tags }) };
  throw resourceNotFound();
}
