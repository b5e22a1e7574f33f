import { repositoryRemover, roleRemover, stackRemover, tableRemover } from './account-removers.js';
import { clusterRemover, listenerRemover, serviceRemover, targetGroupRemover, taskDefinitionRemover } from './ecs-removers.js';
import { localAppRemover, localContainerRemover, localImageRemover, registryLoginRemover } from './local-removers.js';
import type { Remover } from './remover.js';

/** Order matters: each kind may hold on to those below it. */
export const removers: readonly Remover[] = [
  localAppRemover,
  serviceRemover,
  listenerRemover,
  targetGroupRemover,
  clusterRemover,
  taskDefinitionRemover,
  repositoryRemover,
  roleRemover,
  stackRemover,
  tableRemover,
  localContainerRemover,
  localImageRemover,
  registryLoginRemover,
];
