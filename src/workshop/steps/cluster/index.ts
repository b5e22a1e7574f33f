import type { Step } from '../../types.js';
import { createCluster } from './create.js';
import { serviceLinkedRole } from './service-linked-role.js';

export const clusterSteps: readonly Step[] = [serviceLinkedRole, createCluster];
