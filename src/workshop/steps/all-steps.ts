import type { Step } from '../types.js';
import { cleanupSteps } from './cleanup/index.js';
import { clusterSteps } from './cluster/index.js';
import { conceptsSteps } from './concepts/index.js';
import { ecrSteps } from './ecr/index.js';
import { foundationSteps } from './foundation/index.js';
import { imageSteps } from './image/index.js';
import { localSteps } from './local/index.js';
import { rolloutSteps } from './rollout/index.js';
import { serviceSteps } from './service/index.js';
import { taskdefSteps } from './taskdef/index.js';

/** The code of every step of the course, in order. */
export const allSteps: readonly Step[] = [
  ...foundationSteps,
  ...localSteps,
  ...imageSteps,
  ...ecrSteps,
  ...conceptsSteps,
  ...clusterSteps,
  ...taskdefSteps,
  ...serviceSteps,
  ...rolloutSteps,
  ...cleanupSteps,
];
