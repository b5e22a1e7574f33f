import type {
  ListTaskDefinitionFamiliesCommandInput,
  ListTaskDefinitionFamiliesCommandOutput,
  ListTaskDefinitionsCommandInput,
  ListTaskDefinitionsCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import type { Ecs } from '../ecs.js';
import { pageOf } from '../page.js';

export function listTaskDefinitions({ state }: Ecs): Handler<ListTaskDefinitionsCommandInput, ListTaskDefinitionsCommandOutput> {
  return (input) => {
    const { familyPrefix, status = 'ACTIVE', sort = 'ASC' } = input;
    const found = state.taskDefinitions
      .values()
      .filter((each) => each.status === status && (!familyPrefix || each.family === familyPrefix))
      .sort((a, b) => (a.family === b.family ? a.revision - b.revision : a.family < b.family ? -1 : 1))
      .map(({ arn }) => arn);
    const { items: taskDefinitionArns, nextToken } = pageOf(sort === 'DESC' ? found.reverse() : found, input);
    return { taskDefinitionArns, nextToken };
  };
}

/** A family is ACTIVE while one of its revisions is. */
export function listTaskDefinitionFamilies({
  state,
}: Ecs): Handler<ListTaskDefinitionFamiliesCommandInput, ListTaskDefinitionFamiliesCommandOutput> {
  return (input) => {
    const { familyPrefix = '', status = 'ALL' } = input;
    const all = state.taskDefinitions.values().filter((each) => each.status !== 'DELETE_IN_PROGRESS');
    const active = new Set(all.filter((each) => each.status === 'ACTIVE').map(({ family }) => family));
    const matching = [...new Set(all.map(({ family }) => family))]
      .filter((family) => family.startsWith(familyPrefix))
      .filter((family) => status === 'ALL' || active.has(family) === (status === 'ACTIVE'))
      .sort();
    const { items: families, nextToken } = pageOf(matching, input);
    return { families, nextToken };
  };
}
