import type { Step } from '../../types.js';
import { withObstacles } from '../../with-obstacles.js';
import { withSituations } from '../../with-situations.js';
import { findExecutionRoleObstacles, findTaskRoleObstacles } from './obstacles.js';

import { executionRole } from './execution-role.js';
import { readTaskDefinition } from './read.js';
import { registerTaskDefinition } from './register.js';
import { taskRole } from './task-role.js';
import { twoRoles } from './two-roles.js';
import { taskdefSituations } from './situation.js';
import { executionPolicy } from './execution-policy.js';
import { sizes } from './sizes.js';

export const taskdefSteps: readonly Step[] = withObstacles(withSituations([taskRole, executionRole, executionPolicy, sizes, registerTaskDefinition, readTaskDefinition, twoRoles], taskdefSituations), {
  'taskdef.task-role': findTaskRoleObstacles,
  'taskdef.execution-role': findExecutionRoleObstacles,
});
