import type { RegisterTaskDefinitionCommandInput, RegisterTaskDefinitionCommandOutput } from '@aws-sdk/client-ecs';
import type { TaskDefinition } from '../../scheduler/model.js';
import type { Handler } from '../../service.js';
import { ecsArn } from '../arn.js';
import { checkTaskDefinition } from '../check-task-definition.js';
import type { Ecs } from '../ecs.js';
import { presentTaskDefinition } from '../present-task-definition.js';
import { mergeTags, tagList } from '../tags.js';

export function registerTaskDefinition({
  context,
  state,
}: Ecs): Handler<RegisterTaskDefinitionCommandInput, RegisterTaskDefinitionCommandOutput> {
  return (input, { principal }) => {
    const definition = checkTaskDefinition(context, input);
    const tags = mergeTags({}, input.tags);
    const family = input.family ?? '';
    const revision = (state.families.get(family)?.lastRevision ?? 0) + 1;
    state.families.set(family, { lastRevision: revision });
    const taskDefinition: TaskDefinition = {
      arn: ecsArn(context, `task-definition/${family}:${revision}`),
      family,
      revision,
      status: 'ACTIVE',
      definition,
      tags,
      registeredAt: context.clock.now(),
      registeredBy: principal.arn,
    };
    state.taskDefinitions.set(taskDefinition.arn, taskDefinition);
    return { taskDefinition: presentTaskDefinition(taskDefinition), tags: tagList(tags) };
  };
}
