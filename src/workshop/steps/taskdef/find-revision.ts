import type { Aws } from '../../../aws/aws.js';
import type { TaskDefinition } from '../../../aws/task-definitions.js';
import { names } from '../../names.js';
import type { Text } from '../../types.js';
import type { Blueprint } from './blueprint.js';
import { findRevisionFaults } from './find-revision-faults.js';

export interface RevisionSearch {
  /** The newest ACTIVE revision that is as it should be. */
  readonly fitting: TaskDefinition | undefined;
  /** The newest ACTIVE revision of all, and what is wrong with it. */
  readonly newest: TaskDefinition | undefined;
  readonly faults: readonly Text[];
}

export async function findRevision({ taskDefinitions }: Pick<Aws, 'taskDefinitions'>, blueprint: Blueprint, tags: readonly string[]): Promise<RevisionSearch> {
  let newest: TaskDefinition | undefined;
  let faults: readonly Text[] = [];
  for (const arn of await taskDefinitions.list(names.taskFamily, 'ACTIVE')) {
    const definition = await taskDefinitions.find(arn);
    if (definition === undefined) continue;
    const found = findRevisionFaults(definition, blueprint, tags);
    if (newest === undefined) [newest, faults] = [definition, found];
    if (found.length === 0) return { fitting: definition, newest, faults };
  }
  return { fitting: undefined, newest, faults };
}
