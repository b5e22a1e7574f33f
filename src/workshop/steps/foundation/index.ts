import type { Step } from '../../types.js';
import { createStack } from './create-stack.js';
import { identity } from './identity.js';
import { resources } from './resources.js';
import { securityGroups } from './security-groups.js';
import { tools } from './tools.js';
import { waitStack } from './wait-stack.js';

/** Chapter 1, in order. */
export const foundationSteps: readonly Step[] = [tools, identity, createStack, waitStack, resources, securityGroups];
