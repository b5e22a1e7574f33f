import type { TaskDefinition as TaskDefinitionAnswer } from '@aws-sdk/client-ecs';
import type { TaskDefinition } from '../scheduler/model.js';
import { dateOf } from './date-of.js';

export function presentTaskDefinition({ definition, ...stored }: TaskDefinition): TaskDefinitionAnswer {
  return {
    ...definition,
    taskDefinitionArn: stored.arn,
    family: stored.family,
    revision: stored.revision,
    status: stored.status,
    compatibilities: definition.networkMode === 'awsvpc' && definition.cpu !== undefined ? ['EC2', 'FARGATE'] : ['EC2'],
    registeredAt: new Date(stored.registeredAt),
    registeredBy: stored.registeredBy,
    deregisteredAt: dateOf(stored.deregisteredAt),
    deleteRequestedAt: dateOf(stored.deleteRequestedAt),
  };
}
