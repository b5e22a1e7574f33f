import { repositoryRemover, roleRemover, stackRemover, tableRemover } from './account-removers.js';
import { clusterRemover, listenerRemover, serviceRemover, targetGroupRemover, taskDefinitionRemover } from './ecs-removers.js';
import { localAppRemover, localContainerRemover, localImageRemover, registryLoginRemover } from './local-removers.js';
import type { Remover } from './remover.js';

/** Order matters: each kind may hold on to those below it. What runs goes first. */
const running: readonly Remover[] = [localAppRemover, serviceRemover];

/** In the account, from what leans on others to what others lean on. */
const inAccount: readonly Remover[] = [
  listenerRemover,
  targetGroupRemover,
  clusterRemover,
  taskDefinitionRemover,
  repositoryRemover,
  roleRemover,
  stackRemover,
  tableRemover,
];

const onThisMachine: readonly Remover[] = [localContainerRemover, localImageRemover, registryLoginRemover];

/** Once nothing runs any more, the account and this machine have nothing to do with each other: side by side. */
export const removalLanes = { first: running, then: [inAccount, onThisMachine] } as const;

/** All of them, in the order of the plan. */
export const removers: readonly Remover[] = [...running, ...inAccount, ...onThisMachine];
