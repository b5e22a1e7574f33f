import type { Step } from '../../types.js';
import { withSituations } from '../../with-situations.js';
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

export const rolloutSteps: readonly Step[] = withSituations([showBug, fixApp, localCheck, buildNew, pushNew, compareDigests, sameDigest, registerNew, updateService, watchRollout, draining, limitHolds], rolloutSituations);
