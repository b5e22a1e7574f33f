import type { Step } from '../../types.js';
import { withSituations } from '../../with-situations.js';
import { createStack } from './create-stack.js';
import { identity } from './identity.js';
import { resources } from './resources.js';
import { securityGroups } from './security-groups.js';
import { tools } from './tools.js';
import { waitStack } from './wait-stack.js';
import { foundationSituations } from './situation.js';
import { readTemplate } from './template.js';

/** Chapter 1, in order. */
export const foundationSteps: readonly Step[] = withSituations([tools, identity, createStack, waitStack, readTemplate, resources, securityGroups], foundationSituations);
