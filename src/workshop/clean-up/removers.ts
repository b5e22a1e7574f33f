import { logGroupRemover, repositoryRemover, roleRemover, stackRemover, tableRemover } from './account-removers.js';
import { clusterRemover, listenerRemover, serviceRemover, targetGroupRemover, taskDefinitionRemover } from './ecs-removers.js';
import { localAppRemover, localContainerRemover, localImageRemover, registryLoginRemover } from './local-removers.js';
import type { Remover } from './remover.js';

/** Removers that go one after the other: each kind may hold on to those after it. */
export type Lane = readonly Remover[];

/** What runs goes first: it holds on to everything else. */
const running: readonly Lane[] = [[localAppRemover], [serviceRemover]];

/** Once nothing runs, these have nothing to do with each other. */
const inAccount: readonly Lane[] = [[listenerRemover, targetGroupRemover], [clusterRemover], [logGroupRemover, taskDefinitionRemover], [repositoryRemover], [roleRemover]];

/** Its network is used by listeners, and by tasks until their cluster is gone; the table that it retains comes after it. */
const network: Lane = [stackRemover, tableRemover];

const onThisMachine: Lane = [localContainerRemover, localImageRemover, registryLoginRemover];

/** Stages go one after the other, the lanes of a stage side by side. */
export const removalStages: readonly (readonly Lane[])[] = [running, inAccount, [network, onThisMachine]];

/** All of them, in the order of plan and receipt. */
export const removers: readonly Remover[] = removalStages.flat(2);
