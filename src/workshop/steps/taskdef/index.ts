import type { Step } from '../../types.js';
import { executionRole } from './execution-role.js';
import { readTaskDefinition } from './read.js';
import { registerTaskDefinition } from './register.js';
import { taskRole } from './task-role.js';
import { twoRoles } from './two-roles.js';

export const taskdefSteps: readonly Step[] = [taskRole, executionRole, registerTaskDefinition, readTaskDefinition, twoRoles];
