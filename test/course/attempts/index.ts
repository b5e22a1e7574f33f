import type { Attempt } from '../attempt.js';
import { clusterAttempts } from './cluster.js';
import { ecrAttempts } from './ecr.js';
import { foundationAttempts } from './foundation.js';
import { imageAttempts } from './image.js';
import { localAttempts } from './local.js';
import { rolloutAttempts } from './rollout.js';
import { serviceAttempts } from './service.js';
import { taskdefAttempts } from './taskdef.js';

/** All wrong attempts, in the order of the course. */
export const attempts: readonly Attempt[] = [
  ...foundationAttempts,
  ...localAttempts,
  ...imageAttempts,
  ...ecrAttempts,
  ...clusterAttempts,
  ...taskdefAttempts,
  ...serviceAttempts,
  ...rolloutAttempts,
];
