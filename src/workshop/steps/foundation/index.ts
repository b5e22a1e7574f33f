import type { Step } from '../../types.js';
import { withObstacles } from '../../with-obstacles.js';
import { withSituations } from '../../with-situations.js';
import { findGroupObstacles, findStackObstacles, toolsAreYours } from './obstacles.js';

import { createStack } from './create-stack.js';
import { identity } from './identity.js';
import { resources } from './resources.js';
import { securityGroups } from './security-groups.js';
import { tools } from './tools.js';
import { waitStack } from './wait-stack.js';
import { foundationSituations } from './situation.js';
import { readTemplate } from './template.js';

/** Chapter 1, in order. */
export const foundationSteps: readonly Step[] = withObstacles(withSituations([tools, identity, createStack, waitStack, readTemplate, resources, securityGroups], foundationSituations), {
  'foundation.tools': toolsAreYours,
  'foundation.create-stack': findStackObstacles,
  'foundation.wait-stack': findStackObstacles,
  'foundation.resources': findStackObstacles,
  'foundation.security-groups': findGroupObstacles,
});
