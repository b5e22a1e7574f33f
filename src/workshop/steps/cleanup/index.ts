import type { Step } from '../../types.js';
import { cleanUpCosts } from './costs.js';
import { cleanUpLeftovers } from './leftovers.js';
import { cleanUpOrder } from './order.js';

/** Chapter 10, in order. It only asks: the clean-up itself is a command, and takes away what the checks look for. */
export const cleanupSteps: readonly Step[] = [cleanUpOrder, cleanUpCosts, cleanUpLeftovers];
