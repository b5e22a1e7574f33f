import type { DescribeTaskDefinitionCommandInput, DescribeTaskDefinitionCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import type { Ecs } from '../ecs.js';
import { findTaskDefinition } from '../find.js';
import { presentTaskDefinition } from '../present-task-definition.js';
import { tagList } from '../tags.js';

export function describeTaskDefinition(ecs: Ecs): Handler<DescribeTaskDefinitionCommandInput, DescribeTaskDefinitionCommandOutput> {
  return ({ taskDefinition: reference = '', include }) => {
    const found = findTaskDefinition(ecs, reference);
    return { taskDefinition: presentTaskDefinition(found), tags: include?.includes('TAGS') ? tagList(found.tags) : [] };
  };
}
