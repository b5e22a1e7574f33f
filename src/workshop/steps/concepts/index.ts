import type { Step } from '../../types.js';
import { controlPlane } from './control-plane.js';
import { dataPlane } from './data-plane.js';
import { fargateFit } from './fargate-fit.js';

export const conceptsSteps: readonly Step[] = [controlPlane, dataPlane, fargateFit];
