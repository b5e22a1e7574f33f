import type { Step } from '../../types.js';
import { withObstacles } from '../../with-obstacles.js';
import { withSituations } from '../../with-situations.js';
import { findBrokenNew, findBuildObstacles, findFixObstacles, findSameDigest } from './obstacles.js';

import { showBug } from './bug.js';
import { buildNew } from './build.js';
import { compareDigests } from './digests.js';
import { fixApp } from './fix.js';
import { limitHolds } from './limit.js';
import { localCheck } from './local-check.js';
import { pushNew } from './push.js';
import { registerNew } from './register.js';
import { updateService } from './update.js';
import { watchRollout } from './watch.js';
import { rolloutSituations } from './situation.js';
import { sameDigest } from './same-digest.js';
import { draining } from './draining.js';

export const rolloutSteps: readonly Step[] = withObstacles(withSituations([showBug, fixApp, localCheck, buildNew, pushNew, compareDigests, sameDigest, registerNew, updateService, watchRollout, draining, limitHolds], rolloutSituations), {
  'rollout.fix': findFixObstacles,
  'rollout.local-check': findFixObstacles,
  'rollout.build': findBuildObstacles,
  'rollout.digests': findSameDigest,
  'rollout.update': findBrokenNew,
  'rollout.watch': findBrokenNew,
});
