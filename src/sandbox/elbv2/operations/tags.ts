import type { AddTagsCommandInput, AddTagsCommandOutput, DescribeTagsCommandInput, DescribeTagsCommandOutput, RemoveTagsCommandInput, RemoveTagsCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import type { Elbv2 } from '../elbv2.js';
import { findTagged } from '../tagged.js';
import { tagList, withTags } from '../tags.js';

export function addTags(elbv2: Elbv2): Handler<AddTagsCommandInput, AddTagsCommandOutput> {
  return ({ ResourceArns = [], Tags }) => {
    const changes = ResourceArns.map((arn) => findTagged(elbv2, arn)).map((resource) => () => resource.setTags(withTags(resource.tags, Tags)));
    for (const change of changes) change();
    return {};
  };
}

export function removeTags(elbv2: Elbv2): Handler<RemoveTagsCommandInput, RemoveTagsCommandOutput> {
  return ({ ResourceArns = [], TagKeys = [] }) => {
    for (const resource of ResourceArns.map((arn) => findTagged(elbv2, arn))) {
      resource.setTags(Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !TagKeys.includes(key))));
    }
    return {};
  };
}

export function describeTags(elbv2: Elbv2): Handler<DescribeTagsCommandInput, DescribeTagsCommandOutput> {
  return ({ ResourceArns = [] }) => ({
    TagDescriptions: ResourceArns.map((arn) => ({ ResourceArn: arn, Tags: tagList(findTagged(elbv2, arn).tags) })),
  });
}
