import type { Step } from '../../types.js';
import { obstaclesOf, withObstacles } from '../../with-obstacles.js';
import { withSituations } from '../../with-situations.js';
import { findFailingService, findListenerObstacles, findServiceObstacles, findTargetGroupObstacles } from './obstacles.js';
import { findTaskRoleObstacles } from '../taskdef/obstacles.js';

import { createService } from './create.js';
import { targetHealthy } from './healthy.js';
import { listener } from './listener.js';
import { lookAround } from './look.js';
import { openSite } from './open.js';
import { postLive } from './post.js';
import { purifyLive } from './purify.js';
import { taskRunning } from './running.js';
import { serviceSteady } from './steady.js';
import { targetGroup } from './target-group.js';
import { serviceSituations } from './situation.js';
import { registeredTargets } from './targets.js';
import { whereToLook } from './where-to-look.js';

export const serviceSteps: readonly Step[] = withObstacles(withSituations([targetGroup, listener, createService, taskRunning, targetHealthy, registeredTargets, serviceSteady, openSite, postLive, purifyLive, lookAround, whereToLook], serviceSituations), {
  'service.target-group': findTargetGroupObstacles,
  'service.listener': obstaclesOf(findTargetGroupObstacles, findListenerObstacles),
  'service.create': obstaclesOf(findListenerObstacles, findServiceObstacles),
  'service.running': obstaclesOf(findServiceObstacles, findFailingService),
  'service.healthy': obstaclesOf(findServiceObstacles, findFailingService),
  'service.steady': obstaclesOf(findServiceObstacles, findFailingService),
  'service.open': findTaskRoleObstacles,
});
