import type { Step } from '../../types.js';
import { withSituations } from '../../with-situations.js';
import { createCluster } from './create.js';
import { serviceLinkedRole } from './service-linked-role.js';
import { clusterSituations } from './situation.js';
import { launchType } from './launch-type.js';

export const clusterSteps: readonly Step[] = withSituations([serviceLinkedRole, createCluster, launchType], clusterSituations);
