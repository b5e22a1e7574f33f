import type { Step } from '../../types.js';
import { withSituations } from '../../with-situations.js';
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

export const serviceSteps: readonly Step[] = withSituations([targetGroup, listener, createService, taskRunning, targetHealthy, registeredTargets, serviceSteady, openSite, postLive, purifyLive, lookAround, whereToLook], serviceSituations);
